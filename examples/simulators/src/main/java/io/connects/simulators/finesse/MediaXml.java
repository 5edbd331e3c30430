package io.connects.simulators.finesse;

/** How what an agent is in a media routing domain is written. */
final class MediaXml {
    private MediaXml() {}

    /** @param name {@code Media} in answers, {@code media} in events */
    static Element write(String name, AgentMedia media, FinesseSide side) {
        Element element = Element.of(name)
                .child("uri", media.uri())
                .child("description", media.domain.description())
                .child("id", media.domain.id())
                .child("name", media.domain.name())
                .child("interruptible", media.domain.interruptible());
        if (media.agent.config.skillTargetId() == 0) {
            return element; // an agent without a skill in the domain
        }
        AgentMedia.Settings settings = media.settings(side);
        element.child("maxDialogLimit", settings.maxDialogLimit())
                .child("interruptAction", settings.interruptAction())
                .child("dialogLogoutAction", settings.dialogLogoutAction())
                .child("routable", media.routable)
                .child("state", media.state())
                .child("stateChangeTime", UserXml.time(media.stateChangeTime))
                .child("reasonCodeId", media.reason.shownId());
        if (media.reason.code() >= 0) {
            element.add(UserXml.reason("ReasonCode", media.reason, media.state()));
        }
        return element;
    }
}
