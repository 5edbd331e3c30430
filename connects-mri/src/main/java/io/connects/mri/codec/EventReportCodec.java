package io.connects.mri.codec;

import io.connects.mri.message.EventReport;

final class EventReportCodec implements MessageCodec<EventReport> {
    @Override
    public String row() {
        return "EVENT_REPORT";
    }

    @Override
    public Class<EventReport> message() {
        return EventReport.class;
    }

    @Override
    public void write(EventReport message, Body body) {
        body.number(Names.EVENT_ID, message.eventId());
    }

    @Override
    public EventReport read(Body body) {
        return new EventReport(body.u32(Names.DIALOGUE_ID), body.u32(Names.SEND_SEQ_NO), body.u32(Names.EVENT_ID));
    }

    @Override
    public boolean dialogue() {
        return true;
    }
}
