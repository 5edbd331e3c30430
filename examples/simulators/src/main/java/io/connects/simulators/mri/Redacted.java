package io.connects.simulators.mri;

import java.util.List;

/** What may be logged of a frame: names and numbers. Texts of tasks are people's data and stay out, and so do bytes that may hold some. */
final class Redacted {
    private Redacted() {}

    static String of(Incoming incoming) {
        if (incoming instanceof Message message) {
            String numbers = new Message(message.name(), message.fields(), List.of(), "").toString();
            return numbers + " floats=" + message.floats().size();
        }
        if (incoming instanceof Incoming.Unrecognised unknown) {
            return "unrecognised type=" + unknown.type() + " subtype=" + unknown.subtype();
        }
        if (incoming instanceof Incoming.Malformed malformed) {
            return "malformed message=" + malformed.message() + " what=\"" + malformed.what() + "\" offset="
                    + malformed.offset();
        }
        return "ended";
    }
}
