package io.connects.mri.codec;

import java.nio.charset.Charset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;

/** The section {@code [framing]} of a dialect. */
record Framing(
        boolean lengthCountsHeader,
        int maxBodyBytes,
        OptionalLong dialogueType,
        List<Field> dialogueHeader,
        int floatTagBytes,
        int floatLengthBytes,
        boolean nulAtEnd,
        Charset readCharset,
        Charset sendCharset,
        EccMode eccMode,
        boolean sendEmptyCallVariables,
        long nullId,
        long firstSequence,
        long protocolVersion,
        ChronoUnit idleTimeoutUnit,
        boolean routingAfterOpen,
        long scriptResultOk) {
    static final int HEADER_BYTES = 8;
}
