package io.connects.sso.ids;

import io.connects.core.PeerUnreachableException;
import io.connects.core.Secret;
import io.connects.sso.IssuedTokens;
import io.connects.sso.TokenRefresher;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes of one IdS, of which {@link IdsChoice} says which is used. Their states come from whoever watches them, since where a node tells its state is not
 * public; until one is told, a node counts as in service. Thread-safe.
 */
public final class IdsPair implements TokenRefresher {
    private final IdsClient local;
    private final @Nullable IdsClient remote;
    private IdsState localState = IdsState.IN_SERVICE;
    private IdsState remoteState = IdsState.IN_SERVICE;

    /**
     * @param local the one that is nearer; the pair closes neither
     * @param remote null when there is no second node
     */
    public IdsPair(IdsClient local, @Nullable IdsClient remote) {
        this.local = local;
        this.remote = remote;
    }

    /** Says how the local node is. */
    public synchronized void local(IdsState state) {
        localState = state;
    }

    /** Says how the remote node is; nothing when there is none. */
    public synchronized void remote(IdsState state) {
        remoteState = state;
    }

    /** The node to use now; empty when none serves. */
    public synchronized Optional<IdsClient> current() {
        return switch (IdsChoice.of(localState, remote == null ? null : remoteState)) {
            case LOCAL -> Optional.of(local);
            case REMOTE -> Optional.ofNullable(remote);
            case NONE -> Optional.empty();
        };
    }

    /** {@inheritDoc} At the node to use now. Fails with {@link PeerUnreachableException} when none serves. */
    @Override
    public CompletableFuture<IssuedTokens> refresh(Secret access, Secret refresh) {
        return current()
                .map(node -> node.refresh(access, refresh))
                .orElseGet(() -> CompletableFuture.failedFuture(
                        new PeerUnreachableException("no node of the IdS is in service", null)));
    }
}
