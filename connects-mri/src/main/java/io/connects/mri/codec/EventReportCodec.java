package io.connects.mri.codec;

import io.connects.mri.message.EventReport;

final class EventReportCodec extends DialogueCodec<EventReport> {
    private final Place eventId;

    EventReportCodec(Binding binding) {
        super(binding);
        eventId = binding.place(Names.EVENT_ID);
    }

    @Override
    public EventReport read(FrameReader in) {
        return new EventReport(dialogueId(in), sendSeqNo(in), in.u32(eventId));
    }

    @Override
    void writeBody(EventReport message, FrameWriter out) {
        out.number(eventId, message.eventId());
    }
}
