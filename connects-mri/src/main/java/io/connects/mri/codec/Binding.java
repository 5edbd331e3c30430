package io.connects.mri.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One message in one dialect: its fixed part, header included, laid out byte by byte. Its codec asks once where its fields are. */
final class Binding {
    private final MessageRow<?> row;
    private final Framing framing;
    private final FloatTable floatTable;
    private final EccTags eccTags;
    private final List<Field> fields = new ArrayList<>();
    private final byte[] fixedPart;

    Binding(MessageRow<?> row, MriDialect dialect, FloatTable floatTable, EccTags eccTags) {
        this.row = row;
        this.framing = dialect.framing();
        this.floatTable = floatTable;
        this.eccTags = eccTags;
        long number = dialect.layout(row.name()).number();
        boolean subtyped = row.dialogue() && framing.dialogueType().isPresent();
        fields.add(new Field("MessageLength", FieldType.U32, 0L));
        fields.add(new Field(
                "MessageType", FieldType.U32, subtyped ? framing.dialogueType().getAsLong() : number));
        if (subtyped) {
            fields.add(new Field("MessageSubType", FieldType.U32, number));
        }
        if (row.dialogue()) {
            fields.addAll(framing.dialogueHeader());
        }
        fields.addAll(dialect.layout(row.name()).fields());
        fixedPart = layOut();
    }

    private byte[] layOut() {
        byte[] bytes = new byte[fields.stream().mapToInt(Binding::width).sum()];
        int offset = 0;
        for (Field field : fields) {
            Long constant = field.constant();
            if (field.type() == FieldType.TASKID) {
                Arrays.fill(bytes, offset, offset + width(field), (byte) -1);
            } else if (constant != null) {
                BigEndian.put(bytes, offset, width(field), constant.intValue());
            }
            offset += width(field);
        }
        return bytes;
    }

    private static int width(Field field) {
        return field.type().bytes();
    }

    /** The place of a component, or an absent one when the dialect leaves it out. */
    Place place(String name) {
        int offset = 0;
        for (Field field : fields) {
            if (field.name().equals(name) && field.constant() == null) {
                return Place.of(field, offset, framing.nullId());
            }
            offset += width(field);
        }
        return Place.absent(name);
    }

    /** The floating fields of this message, which come after its fixed part. */
    FloatPart floats() {
        if (!row.floats()) {
            throw new IllegalStateException(row.name() + " has no floating fields");
        }
        return new FloatPart(floatTable, eccTags, fixedPart.length);
    }

    FrameWriter writer(int room) {
        return new FrameWriter(fixedPart, room);
    }

    /** @throws io.connects.core.ProtocolViolationException naming the first field that is not all there */
    void checkFixedPart(FrameReader in) {
        if (in.length() < fixedPart.length) {
            int offset = 0;
            for (Field field : fields) {
                in.check(field.name(), offset, in.length(), width(field));
                offset += width(field);
            }
        }
    }
}
