package io.connects.examples.salesforce;

import io.connects.core.Secret;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import io.connects.salesforce.routing.PendingServiceRouting;
import io.connects.salesforce.streaming.EventStream;
import io.connects.salesforce.streaming.FileReplayStore;
import io.connects.salesforce.streaming.PushTopicEvent;
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
 * consumer key, file for the position; the consumer secret is read from the environment variable CONNECTS_CLIENT_SECRET.
 */
public final class FollowExternalRouting {
    private FollowExternalRouting() {}

    public static void main(String[] arguments) throws InterruptedException {
        String secret = System.getenv("CONNECTS_CLIENT_SECRET");
        if (arguments.length != 3 || secret == null) {
            System.err.println("usage: CONNECTS_CLIENT_SECRET=... FollowExternalRouting MY-DOMAIN-URL CONSUMER-KEY POSITION-FILE");
            System.exit(2);
        }
        var following = new FollowExternalRouting.Following(
                URI.create(arguments[0]), arguments[1], Secret.of(secret), Path.of(arguments[2]), System.out::println);
        Runtime.getRuntime().addShutdownHook(new Thread(following::close));
        new CountDownLatch(1).await();
    }

    static AutoCloseable follow(
            URI myDomain, String consumerKey, Secret consumerSecret, Path positions, Consumer<String> out) {
        return null;
    }
}
