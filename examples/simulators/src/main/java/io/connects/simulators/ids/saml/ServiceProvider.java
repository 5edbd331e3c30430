package io.connects.simulators.ids.saml;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.keycloak.dom.saml.v2.protocol.ResponseType;

/**
 * The identity service as the identity provider sees it: what it asked, which answers it took, and what was wrong with others. An answer that is not taken
 * changes nothing but the count. Thread-safe.
 */
public final class ServiceProvider {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int MOST_USED = 10_000;

    private final String entityId;
    private final Supplier<String> consumer;
    private final InstantSource clock;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private final Map<SamlFault, Integer> refused = new EnumMap<>(SamlFault.class);
    private final Map<String, Boolean> used = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_USED;
        }
    };
    private SamlIdentityProvider provider;
    private int requests;
    private int accepted;

    private record Pending(String signIn, Instant begun) {}

    /**
     * An answer that was taken.
     *
     * @param signIn as named when it began
     */
    public record Accepted(String signIn, AssertedUser user) {}

    /** @param consumer the address that answers have to come to */
    public ServiceProvider(
            String entityId, Supplier<String> consumer, InstantSource clock, SamlIdentityProvider provider) {
        this.entityId = entityId;
        this.consumer = consumer;
        this.clock = clock;
        this.provider = provider;
    }

    /** From now on other metadata count, for sign-ins under way too. */
    public synchronized void provider(SamlIdentityProvider value) {
        provider = value;
    }

    /** Asks the identity provider who it is. */
    public synchronized AuthnRequest begin(String signIn) {
        Instant now = clock.instant();
        pending.values().removeIf(each -> each.begun.plus(PATIENCE).isBefore(now));
        AuthnRequest request = AuthnRequest.of(provider, entityId, consumer.get(), signIn, now);
        pending.put(request.id(), new Pending(signIn, now));
        requests++;
        return request;
    }

    /**
     * Takes an answer, once.
     *
     * @param address where it came to
     * @param known whether the contact centre has a user
     * @throws SamlRefusal for an answer that is not taken
     */
    public Accepted accept(String address, String samlResponse, String relayState, Predicate<String> known) {
        try {
            return checked(address, samlResponse, relayState, known);
        } catch (SamlRefusal e) {
            synchronized (this) {
                refused.merge(e.fault(), 1, Integer::sum);
            }
            throw e;
        }
    }

    private Accepted checked(String address, String samlResponse, String relayState, Predicate<String> known) {
        SamlIdentityProvider now = provider();
        if (!consumer.get().equals(address)) {
            throw new SamlRefusal(SamlFault.WRONG_ADDRESS);
        }
        ResponseType response = ResponseReader.read(samlResponse, now);
        AssertedUser user = new ResponseCheck(now, entityId, consumer.get(), clock.instant()).check(response);
        if (!known.test(user.uid())) {
            throw new SamlRefusal(SamlFault.UNKNOWN_USER);
        }
        return new Accepted(finished(String.valueOf(response.getInResponseTo()), relayState), user);
    }

    private synchronized SamlIdentityProvider provider() {
        return provider;
    }

    private synchronized String finished(String request, String relayState) {
        if (used.containsKey(request)) {
            throw new SamlRefusal(SamlFault.REPLAYED);
        }
        Pending one = pending.get(request);
        if (one == null || !one.signIn.equals(relayState)) {
            throw new SamlRefusal(SamlFault.UNKNOWN_REQUEST);
        }
        pending.remove(request);
        used.put(request, true);
        accepted++;
        return one.signIn;
    }

    /** What the administrator loads into the identity provider: XML. */
    public String metadata() {
        return MetadataWriter.write(entityId, consumer.get());
    }

    /** What it did so far. */
    public synchronized SamlLedger ledger() {
        return new SamlLedger(requests, accepted, refused);
    }
}
