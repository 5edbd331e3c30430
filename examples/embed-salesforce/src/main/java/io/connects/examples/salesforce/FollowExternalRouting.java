package io.connects.examples.salesforce;

import io.connects.core.Secret;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import io.connects.salesforce.routing.PendingServiceRouting;
import io.connects.salesforce.streaming.EventStream;
import io.connects.salesforce.streaming.FileReplayStore;
import io.connects.salesforce.streaming.PushTopicEvent;
import io.connects.salesforce.streaming.ReplayId;
import io.connects.salesforce.streaming.StreamEvent;
import io.connects.salesforce.streaming.StreamListener;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Prints the External Routing events of an org until Ctrl-C, and goes on after the last one when it is started again. Arguments: My Domain URL,
 * consumer key, file for the position. The consumer secret is read from the environment variable CONNECTS_CLIENT_SECRET.
 */
public final class FollowExternalRouting implements AutoCloseable {
    private final SalesforceClient client;
    private final EventStream stream;

    private FollowExternalRouting(SalesforceClient client, EventStream stream) {
        this.client = client;
        this.stream = stream;
    }

    public static void main(String[] arguments) throws InterruptedException {
        String secret = System.getenv("CONNECTS_CLIENT_SECRET");
        if (arguments.length != 3 || secret == null) {
            System.err.println(
                    "usage: CONNECTS_CLIENT_SECRET=... FollowExternalRouting MY-DOMAIN-URL CONSUMER-KEY FILE");
            System.exit(2);
        }
        URI myDomain = URI.create(arguments[0]);
        Path positions = Path.of(arguments[2]);
        var following =
                follow(myDomain, arguments[1], Secret.of(secret), positions, System.out::println, System.err::println);
        Runtime.getRuntime().addShutdownHook(new Thread(following::close));
        new CountDownLatch(1).await();
    }

    static FollowExternalRouting follow(
            URI myDomain,
            String consumerKey,
            Secret consumerSecret,
            Path positions,
            Consumer<String> out,
            Consumer<String> log) {
        // tag::follow[]
        var listener = new StreamListener() {
            @Override
            public void state(State state, Trouble trouble, String reason) {
                log.accept(state + ": " + reason);
            }

            @Override
            public void subscribed(Set<String> channels, boolean gapless) {
                log.accept(gapless ? "goes on after the last event" : "begins; read what came before over REST");
            }

            @Override
            public void event(StreamEvent event) { // when it returns, the event is done with
                PushTopicEvent change = PushTopicEvent.of(event, PendingServiceRouting.TYPE);
                out.accept(change.type() + " " + change.record().fields());
            }
        };
        var client = SalesforceClient.open(SalesforceOptions.builder()
                .loginUri(myDomain)
                .credentials(new Credentials.ClientCredentials(consumerKey, consumerSecret))
                .build());
        var stream = new EventStream(
                client,
                List.of("/topic/ConnectsPsr"),
                listener,
                client.resources().callbacks(),
                new FileReplayStore(positions),
                ReplayId.NEW_ONLY);
        stream.start();
        // end::follow[]
        return new FollowExternalRouting(client, stream);
    }

    /** Ends it in good order: the position of the last event is in the file by then. */
    @Override
    public void close() {
        stream.stop().join();
        client.close();
    }
}
