package io.connects.core.presence;

/** Which side follows which. */
public enum PresenceMode {
    /** Neither: nothing is written, what does not match is shown. What the adapter uses. */
    OFF,
    /** Omni-Channel follows Cisco. */
    CISCO_LEADS,
    /** Cisco follows Omni-Channel. */
    OMNI_LEADS,
    /** Each follows the other; the last change wins. */
    TWO_WAY;

    boolean leads(Side side) {
        return this == TWO_WAY || this == (side == Side.CISCO ? CISCO_LEADS : OMNI_LEADS);
    }
}
