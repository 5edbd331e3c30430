package io.connects.mri.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The floating fields: tag, length, text. Written in one order (Text, ScriptSelector, Label, call variables by number, ECC variables by
 * name, registrations by tag, application strings); read in any, unknown tags being skipped by their length.
 */
final class FloatPart {
    private static final String[] BEFORE_VARIABLES = {
        Names.TEXT, Names.SCRIPT_SELECTOR, Names.LABEL, Names.SCRIPT_ID, Names.SCRIPT_CONFIGURATION
    };
    private static final String[] AFTER_VARIABLES = {Names.APPLICATION_STRING_1, Names.APPLICATION_STRING_2};
    private static final int CALL_VARIABLES = 10;

    private final MriDialect dialect;
    private final Framing framing;
    private final Texts texts;
    private final EccVariables ecc;

    FloatPart(MriDialect dialect, EccTags tags) {
        this.dialect = dialect;
        this.framing = dialect.framing();
        this.texts = new Texts(framing);
        this.ecc = new EccVariables(dialect, tags, this);
    }

    /** @param variables whether this message is one that carries call variables and ECC variables */
    void write(Body body, boolean variables, FrameWriter out) {
        for (String name : BEFORE_VARIABLES) {
            write(name, body.text(name), out);
        }
        if (variables) {
            writeCallVariables(body, out);
            ecc.write(body.sent().ecc(), out);
        }
        for (Map.Entry<Integer, String> variable : body.registered().entrySet()) {
            FloatRow row = dialect.floating(Names.ECC_NAME);
            write(
                    row.tag(),
                    variable.getKey(),
                    encode(row, "ECC name " + variable.getValue(), variable.getValue()),
                    out);
        }
        for (String name : AFTER_VARIABLES) {
            write(name, body.text(name), out);
        }
    }

    private void writeCallVariables(Body body, FrameWriter out) {
        FloatRow row = dialect.floating(Names.CALL_VARIABLES);
        for (int number = 1; number <= CALL_VARIABLES; number++) {
            String text = body.sent().callVariable(number);
            if (text != null || framing.sendEmptyCallVariables()) {
                byte[] bytes = encode(row, "CallVariable" + number, text == null ? "" : text);
                write(row.tag() + number - 1, null, bytes, out);
            }
        }
    }

    private void write(String name, @Nullable String text, FrameWriter out) {
        if (text != null) {
            FloatRow row = dialect.floating(name);
            write(row.tag(), null, encode(row, name, text), out);
        }
    }

    byte[] encode(FloatRow row, String field, String text) {
        return texts.encode(field, text, row.maxBytes());
    }

    /** One floating field. The dialect has made sure that its length fits. */
    void write(int tag, @Nullable Integer eccTag, byte[] text, FrameWriter out) {
        int length = text.length + (eccTag == null ? 0 : Integer.BYTES) + (framing.nulAtEnd() ? 1 : 0);
        out.number(tag, framing.floatTagBytes());
        out.number(length, framing.floatLengthBytes());
        if (eccTag != null) {
            out.number(eccTag, Integer.BYTES);
        }
        out.bytes(text);
        if (framing.nulAtEnd()) {
            out.number(0, 1);
        }
    }

    void read(FrameReader in, Body body) {
        var eccFields = ecc.reader(body);
        while (in.remaining() > 0) {
            long tag = in.number(framing.floatTagBytes(), "float tag");
            int length = (int) in.number(framing.floatLengthBytes(), "length of float " + tag);
            FrameReader field = in.part(length, "float " + tag);
            FloatRow row = dialect.floating(tag).orElse(null);
            if (row == null) {
                continue;
            }
            switch (row.name()) {
                case Names.CALL_VARIABLES ->
                    body.received().callVariable((int) tag - row.tag() + 1, texts.decode(field.rest()));
                case Names.ECC_NAME, Names.ECC_VALUE -> eccFields.read(row, field, texts);
                case Names.ECC_ARRAY -> {} // arrays are not used by tasks
                default -> body.text(row.name(), texts.decode(field.rest()));
            }
        }
    }
}
