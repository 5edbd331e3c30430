package io.connects.mri.inspect;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One captured packet.
 *
 * @param time null when the file does not say
 * @param linkType as registered for pcap files
 */
@SuppressWarnings("ArrayRecordComponent") // shared and never changed: a copy of each would double a capture
record Packet(@Nullable Instant time, int linkType, byte[] bytes) {}
