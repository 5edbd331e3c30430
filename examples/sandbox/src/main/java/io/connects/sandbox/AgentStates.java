package io.connects.sandbox;

import io.connects.core.ConnectsException;
import io.connects.finesse.routing.FinesseMedia;
import io.connects.host.AgentStanding;
import io.connects.host.AgentSurvey;
import io.connects.host.config.HostConfig;
import io.connects.simulators.finesse.MediaState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the agents of a contact centre with Finesse are, as everybody who has to know says: the little CCE, Finesse, their desktops and the adapter. */
final class AgentStates {
    private static final Logger log = LoggerFactory.getLogger(AgentStates.class);
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final ContactCentre centre;
    private final FinesseSite finesse;

    AgentStates(ContactCentre centre, FinesseSite finesse) {
        this.centre = centre;
        this.finesse = finesse;
    }

    int agents() {
        return centre.users.size();
    }

    /** How many are where, by the little CCE, such as {@code 20 READY, routable}. */
    String counted() {
        Map<String, Long> counts = centre.users.keySet().stream()
                .collect(Collectors.groupingBy(this::atCce, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining("; "));
    }

    /**
     * A sentence for each agent of whom not all say the same. What is on its way gets some time to arrive.
     *
     * @param patience how long to look again while there are differences, at least
     */
    List<String> differences(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        IntFunction<String> withoutAdapter = this::atCce;
        while (true) {
            while (!differences(withoutAdapter).isEmpty() && System.nanoTime() < until) {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            }
            List<String> differences = differences(atAdapter());
            if (differences.isEmpty() || System.nanoTime() >= until) {
                return differences;
            }
        }
    }

    private List<String> differences(IntFunction<String> atAdapter) {
        return centre.users.keySet().stream()
                .filter(id -> !atCce(id).equals(atFinesse(id))
                        || !atCce(id).equals(finesse.hand.known(id))
                        || !atCce(id).equals(atAdapter.apply(id)))
                .map(id -> "agent " + id + ": CCE has " + atCce(id) + "; Finesse has " + atFinesse(id)
                        + "; the desktop has " + finesse.hand.known(id) + "; the adapter has " + atAdapter.apply(id))
                .toList();
    }

    private String atCce(int id) {
        String state = centre.cce.isSignedIn(id) ? centre.cce.isReady(id) ? "READY" : "NOT_READY" : "LOGOUT";
        return words(state, centre.cce.isRoutable(id));
    }

    private String atFinesse(int id) {
        return words(state(finesse.state(id).name()), finesse.isRoutable(id));
    }

    /** Asked as {@code ./connects agents} asks, by the adapter's configuration. */
    private IntFunction<String> atAdapter() {
        HostConfig config = HostConfig.parse(centre.configuration(), centre.environment(), Path.of(""));
        try {
            Map<Integer, AgentStanding> known = new HashMap<>();
            AgentSurvey.of(config.routes().get(0))
                    .agents()
                    .forEach(standing -> known.put(standing.agent().skillTargetId(), standing));
            return id -> known.containsKey(id) ? words(known.get(id)) : "nobody";
        } catch (ConnectsException e) {
            log.warn("The adapter's view of the agents cannot be asked for", e);
            return id -> "no answer: " + e.getMessage();
        }
    }

    private static String words(AgentStanding standing) {
        Function<List<FinesseMedia.Domain>, String> own = domains -> domains.stream()
                .filter(domain -> domain.name().equals(FinesseSite.DOMAIN))
                .map(domain -> words(state(domain.state()), domain.routable().orElse(false)))
                .findFirst()
                .orElse(words(MediaState.LOGOUT.name(), false));
        return standing.domains().map(own).orElse("nothing that it may read");
    }

    /** The little CCE does not tell states with tasks apart. */
    private static String state(String media) {
        return media.equals(MediaState.LOGOUT.name()) || media.equals(MediaState.NOT_READY.name()) ? media : "READY";
    }

    private static String words(String state, boolean routable) {
        return state + (routable ? ", routable" : ", not routable");
    }
}
