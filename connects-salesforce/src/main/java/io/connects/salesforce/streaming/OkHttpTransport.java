package io.connects.salesforce.streaming;

import io.connects.core.ProtocolViolationException;
import io.connects.core.Secret;
import io.connects.core.http.HtmlPage;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.CookieJar;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.cometd.bayeux.Channel;
import org.cometd.bayeux.Message;
import org.cometd.client.http.common.AbstractHttpClientTransport;
import org.cometd.client.transport.ClientTransport;
import org.cometd.client.transport.TransportListener;
import org.cometd.common.TransportException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries Bayeux messages over HTTP long polling with OkHttp, never blocking the caller. Each request has a time limit: the advised time of a
 * long poll plus the network delay. Cookies are those of the one CometD client that uses this transport.
 */
final class OkHttpTransport extends AbstractHttpClientTransport {
    private static final Logger wire = LoggerFactory.getLogger("io.connects.wire.bayeux");
    private static final MediaType JSON = MediaType.get("application/json;charset=UTF-8");
    /** Beyond this a server's advised timeout is not believed. Salesforce advises 110 s. */
    private static final long MAX_POLL_MILLIS = 600_000;

    private final OkHttpClient http;
    private final Secret token;
    private final int maxResponseBytes;
    /** Where a failure tells the words of a page of HTML. */
    static final String PAGE = "page";

    private final IdleCuts cuts;
    private final LongSupplier nanos;
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private volatile Runnable afterEachAnswer = () -> {};
    private volatile @Nullable FollowUps followUps;
    /** The poll that the thread which has claimed the follow-ups is to send and to wait for; its alone. */
    private @Nullable Sent next;

    private record Sent(Call call, Reply reply) {}

    /** @param cuts is shared by the transports of one stream */
    OkHttpTransport(
            OkHttpClient http,
            Secret token,
            long maxNetworkDelayMillis,
            int maxResponseBytes,
            IdleCuts cuts,
            LongSupplier nanos) {
        super(null, new HashMap<>(Map.of(JSON_CONTEXT_OPTION, new BayeuxJson())), null);
        this.http = http.newBuilder()
                .cookieJar(CookieJar.NO_COOKIES)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .readTimeout(0, TimeUnit.MILLISECONDS)
                .writeTimeout(0, TimeUnit.MILLISECONDS)
                .build();
        this.token = token;
        this.maxResponseBytes = maxResponseBytes;
        this.cuts = cuts;
        this.nanos = nanos;
        setMaxNetworkDelay(maxNetworkDelayMillis);
    }

    /** Makes transports on the client's connections, one for each token. */
    static Function<Secret, ClientTransport> of(SalesforceClient client) {
        SalesforceOptions options = client.options();
        OkHttpClient http = client.resources()
                .http()
                .newBuilder()
                .connectTimeout(options.connectTimeout())
                .build();
        long delay = options.maxNetworkDelay().toMillis();
        var cuts = new IdleCuts();
        return token -> new OkHttpTransport(
                http,
                token,
                delay,
                options.maxResponseBytes(),
                cuts,
                client.resources().nanos());
    }

    /** Runs this when all messages of an answer were processed. */
    void afterEachAnswer(Runnable task) {
        afterEachAnswer = task;
    }

    /** What the CometD client makes due by an answer is done on the thread that read it. */
    void followUps(FollowUps value) {
        followUps = value;
    }

    @Override
    public void send(TransportListener listener, List<Message.Mutable> messages) {
        String uri = newRequestURI(messages);
        String json = generateJSON(messages);
        wire.trace("> {}", json);
        Request.Builder request = new Request.Builder()
                .url(uri)
                .header("Authorization", "Bearer " + token.reveal())
                .post(RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON));
        String cookies = getCookies(URI.create(uri)).stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies);
        }
        Call call = http.newCall(request.build());
        long millis = Math.min(calculateMaxNetworkDelay(messages), MAX_POLL_MILLIS + getMaxNetworkDelay());
        call.timeout().timeout(millis, TimeUnit.MILLISECONDS);
        calls.add(call);
        if (isAborted()) {
            call.cancel();
        }
        listener.onSending(messages);
        var reply = new Reply(listener, messages);
        FollowUps after = followUps;
        if (reply.poll && after != null && after.claimed() && next == null) {
            next = new Sent(call, reply);
        } else {
            call.enqueue(reply);
        }
    }

    /** Processes an answer, and if the next poll is due goes on with that: it would wait for a thread otherwise, and this one for work. */
    private void goOn(Runnable processing) {
        FollowUps after = followUps;
        if (after == null || !after.claim()) {
            processing.run();
            return;
        }
        try {
            after.around(processing);
            for (Sent poll = taken(); poll != null; poll = taken()) {
                Sent sent = poll;
                after.around(() -> sent.reply().await(sent.call()));
            }
        } finally {
            Sent left = taken();
            after.release();
            if (left != null) {
                left.call().enqueue(left.reply());
            }
        }
    }

    private @Nullable Sent taken() {
        Sent poll = next;
        next = null;
        return poll;
    }

    @Override
    public void abort(Throwable failure) {
        super.abort(failure);
        calls.forEach(Call::cancel);
    }

    @Override
    public void terminate() {
        calls.forEach(Call::cancel);
        super.terminate();
    }

    private final class Reply implements Callback {
        private final TransportListener listener;
        private final List<Message.Mutable> messages;
        private final boolean poll;
        private final long sent = nanos.getAsLong();

        Reply(TransportListener listener, List<Message.Mutable> messages) {
            this.listener = listener;
            this.messages = messages;
            this.poll = messages.stream().anyMatch(one -> Channel.META_CONNECT.equals(one.getChannel()));
        }

        private long age() {
            return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - sent);
        }

        void await(Call call) {
            Response response;
            try {
                response = call.execute();
            } catch (IOException e) {
                failed(call, e);
                return;
            } catch (RuntimeException e) {
                failed(call, new IOException("the HTTP client failed: " + e, e)); // nobody else would notice
                return;
            }
            answered(call, response);
        }

        @Override
        public void onFailure(Call call, IOException e) {
            goOn(() -> failed(call, e));
        }

        @Override
        public void onResponse(Call call, Response response) {
            goOn(() -> answered(call, response));
        }

        private void failed(Call call, IOException e) {
            calls.remove(call);
            boolean cut = poll && !call.isCanceled();
            IOException told = (cut ? cuts.broke(age()) : Optional.<String>empty())
                    .map(words -> new IOException(words, e))
                    .orElse(e);
            listener.onFailure(told, messages);
        }

        private void answered(Call call, Response response) {
            List<Message.Mutable> received;
            try (response) {
                storeCookies(
                        URI.create(call.request().url().toString()),
                        response.headers().toMultimap());
                byte[] body = body(response);
                wire.trace("< {} {} bytes", response.code(), body.length);
                boolean page = HtmlPage.is(body);
                if (page || (!response.isSuccessful() && !looksLikeMessages(body))) {
                    calls.remove(call);
                    listener.onFailure(
                            new TransportException(
                                    Map.of("httpCode", response.code(), PAGE, page ? HtmlPage.words(body) : "")),
                            messages);
                    return;
                }
                if (poll) {
                    cuts.answered(age());
                }
                received = BayeuxJson.messages(body);
            } catch (IOException | ProtocolViolationException e) {
                calls.remove(call);
                listener.onFailure(e, messages);
                return;
            }
            calls.remove(call);
            received.forEach(this::identify);
            // A subscription or a poll counts as answered when all that came with the answer is there.
            received.sort(Comparator.comparing(Message::isMeta));
            try {
                processResponseMessages(listener, received);
                afterEachAnswer.run();
            } catch (RuntimeException e) {
                // The CometD client trusts its server; what slipped through the checks must not end in silence.
                listener.onFailure(
                        new ProtocolViolationException("a response that cannot be processed", -1, new byte[0], e),
                        messages);
            }
        }

        /**
         * A refusal without an id would be nobody's, and its request would be waited for in vain. One that does not say of which subscription it is
         * would leave the CometD client in the belief that it is subscribed.
         */
        private void identify(Message.Mutable reply) {
            if (!reply.isMeta()) {
                return;
            }
            if (reply.getId() == null) {
                sent(one -> reply.getChannel().equals(one.getChannel())).ifPresent(one -> reply.setId(one.getId()));
            }
            if (Channel.META_SUBSCRIBE.equals(reply.getChannel()) && reply.get(Message.SUBSCRIPTION_FIELD) == null) {
                sent(one -> Objects.equals(reply.getId(), one.getId()))
                        .ifPresent(one -> reply.put(Message.SUBSCRIPTION_FIELD, one.get(Message.SUBSCRIPTION_FIELD)));
            }
        }

        private Optional<Message.Mutable> sent(Predicate<Message.Mutable> which) {
            return messages.stream().filter(which).findFirst();
        }
    }

    /** Salesforce sends some refusals as Bayeux messages with an HTTP status of 401 or 403. */
    private static boolean looksLikeMessages(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 4_096), StandardCharsets.UTF_8);
        return start.stripLeading().startsWith("[") && start.contains("\"/meta/");
    }

    private byte[] body(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(maxResponseBytes + 1L)) {
            throw new ProtocolViolationException(
                    "a response longer than " + maxResponseBytes + " bytes", maxResponseBytes, new byte[0]);
        }
        return source.readByteArray();
    }
}
