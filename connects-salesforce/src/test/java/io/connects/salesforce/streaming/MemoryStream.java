package io.connects.salesforce.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.Secret;
import io.connects.core.http.VirtualTime;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A stream from a {@link MemoryOrg} with the default options, and what it has told. Not thread-safe. */
final class MemoryStream implements StreamListener {
    final VirtualTime time = new VirtualTime();
    final MemoryOrg org = new MemoryOrg(time, new Random(1));
    final List<Integer> heard = new ArrayList<>();
    final List<String> states = new ArrayList<>();
    final List<Boolean> gapless = new ArrayList<>();
    final SalesforceClient client;
    State state = State.DOWN;
    private final String channel;
    private final List<Runnable> calls = new ArrayList<>();
    private boolean held;

    MemoryStream() {
        this(MemoryOrg.CHANNEL);
    }

    /** @param channel the org's, as it is subscribed */
    MemoryStream(String channel) {
        this.channel = channel;
        var options = SalesforceOptions.builder()
                .loginUri(URI.create("https://org.my.salesforce.com"))
                .credentials(new Credentials.ClientCredentials("an-app", Secret.of("s3cr3t")))
                .build();
        client = SalesforceClient.open(options, time.resources(org.http(), 1));
        stream(this).start();
        seconds(1);
        assertThat(state).isEqualTo(State.LIVE);
    }

    /** Another stream of the same channel for this listener. */
    EventStream stream(StreamListener listener) {
        return new EventStream(
                client,
                List.of(channel),
                listener,
                this::call,
                ReplayStore.inMemory(),
                ReplayId.NEW_ONLY,
                org::transport);
    }

    private void call(Runnable task) {
        if (held) {
            calls.add(task);
        } else {
            client.resources().callbacks().execute(task);
        }
    }

    /** The listener is busy until it is released. */
    void hold() {
        held = true;
    }

    void release() {
        held = false;
        calls.forEach(client.resources().callbacks()::execute);
        calls.clear();
        seconds(1);
    }

    void seconds(long seconds) {
        time.pass(seconds * 1_000);
    }

    void hours(long hours) {
        time.pass(Duration.ofHours(hours).toMillis());
    }

    /** Publishes these events, and lets them arrive. */
    void publish(int... numbers) {
        for (int number : numbers) {
            org.publish(number);
        }
        seconds(1);
    }

    void strike(Mishap mishap) {
        org.strike(mishap);
        time.pass(150);
    }

    static int number(StreamEvent event) {
        return ((Number) ((Map<?, ?>) event.data().get("sobject")).get("N")).intValue();
    }

    @Override
    public void state(State now, Trouble trouble, String reason) {
        state = now;
        states.add(now + " " + trouble + " " + reason);
    }

    @Override
    public void subscribed(Set<String> channels, boolean resumed) {
        gapless.add(resumed);
    }

    @Override
    public void event(StreamEvent event) {
        heard.add(number(event));
    }
}
