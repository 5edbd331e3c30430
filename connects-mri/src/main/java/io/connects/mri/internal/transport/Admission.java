package io.connects.mri.internal.transport;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may connect.
 *
 * @param hosts empty for anybody
 * @param tls null for plain text
 */
public record Admission(Set<InetAddress> hosts, @Nullable TlsGate tls) {
    /** A PIM needs two, and some more while they change. */
    static final int MOST_CONNECTIONS = 32;

    public Admission {
        hosts = Set.copyOf(hosts);
    }

    /** Why this one is refused; empty when it may connect. */
    Optional<String> refusal(Channel channel) {
        boolean welcome = hosts.isEmpty()
                || (channel.remoteAddress() instanceof InetSocketAddress peer && hosts.contains(peer.getAddress()));
        return welcome ? Optional.empty() : Optional.of("not among the allowed hosts");
    }

    /** The peer's address without its port. */
    static String host(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress peer
                ? peer.getAddress().getHostAddress()
                : String.valueOf(channel.remoteAddress());
    }
}
