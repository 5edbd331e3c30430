package io.connects.mri.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in arrays, the highest byte first. Bounds are checked by the array. */
final class BigEndian {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    /** An unsigned number of 1 or 2 bytes, or the 4 bytes of a number of either kind. */
    static int get(byte[] bytes, int at, int width) {
        return switch (width) {
            case 1 -> bytes[at] & 0xFF;
            case 2 -> (short) SHORT.get(bytes, at) & 0xFFFF;
            default -> (int) INT.get(bytes, at);
        };
    }

    /** The lowest {@code width} bytes of a number: 1, 2 or 4. */
    static void put(byte[] bytes, int at, int width, int number) {
        switch (width) {
            case 1 -> bytes[at] = (byte) number;
            case 2 -> SHORT.set(bytes, at, (short) number);
            default -> INT.set(bytes, at, number);
        }
    }
}
