package io.connects.finesse.xmpp.internal.transport;

import io.connects.core.ProtocolViolationException;
import io.connects.finesse.xmpp.codec.BoshBody;
import io.connects.finesse.xmpp.codec.BoshBodyCodec;
import io.connects.finesse.xmpp.internal.bosh.BoshEffect;
import io.connects.finesse.xmpp.internal.bosh.BoshEngine;
import io.connects.finesse.xmpp.internal.bosh.BoshEvent;
import io.connects.finesse.xmpp.internal.bosh.BoshRules;
import io.connects.finesse.xmpp.message.Stanza;
import io.connects.finesse.xmpp.message.XmppEnd;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** A stream over BOSH: posts what its engine says, and reads the answers on OkHttp's threads. */
public final class BoshTransport implements XmppTransport {
    private static final MediaType XML = MediaType.get("text/xml; charset=utf-8");
    private static final Duration POLITE = Duration.ofSeconds(2);

    private final URI endpoint;
    private final OkHttpClient http;
    private final int maxBodyBytes;
    private final BoshBodyCodec codec;
    private final BoshEngine engine;
    private final DeadlineTimer timer;
    private final LongSupplier nanos;
    private final TransportListener listener;
    private final Map<Long, Call> calls = new HashMap<>();

    /**
     * @param endpoint of scheme http or https
     * @param timer runs on the session's serial executor
     */
    public BoshTransport(
            URI endpoint,
            BoshRules rules,
            OkHttpClient client,
            Duration connectTimeout,
            int maxBodyBytes,
            DeadlineTimer timer,
            LongSupplier nanos,
            TransportListener listener) {
        this.endpoint = endpoint;
        this.http = Http.of(client, connectTimeout).build();
        this.maxBodyBytes = maxBodyBytes;
        this.codec = new BoshBodyCodec(maxBodyBytes);
        this.engine = new BoshEngine(rules);
        this.timer = timer;
        this.nanos = nanos;
        this.listener = listener;
    }

    @Override
    public void open() {
        listener.opened(); // there is no connection to wait for
    }

    @Override
    public void openStream(boolean again) {
        on(new BoshEvent.OpenAsked(again));
    }

    @Override
    public void send(Stanza stanza) {
        on(new BoshEvent.SendAsked(stanza));
    }

    @Override
    public void closeStream() {
        on(new BoshEvent.CloseAsked());
    }

    @Override
    public void disconnect(boolean politely) {
        if (politely) {
            timer.last(POLITE, this::cancelAll);
        } else {
            cancelAll();
        }
    }

    private void cancelAll() {
        var left = List.copyOf(calls.values());
        calls.clear();
        timer.stop();
        left.forEach(Call::cancel);
    }

    private void on(BoshEvent event) {
        for (BoshEffect effect : engine.on(event, nanos.getAsLong())) {
            if (effect instanceof BoshEffect.Post post) {
                post(post);
            } else if (effect instanceof BoshEffect.Deliver deliver) {
                listener.received(deliver.stanza(), 0);
            } else if (effect instanceof BoshEffect.Heard) {
                listener.heard();
            } else if (effect instanceof BoshEffect.Failed failed) {
                listener.failed(failed.end());
            }
        }
        timer.at(engine.nextDeadline(), () -> on(new BoshEvent.Tick()));
    }

    private void post(BoshEffect.Post post) {
        Wire.sent(post.body());
        byte[] body = BoshBodyCodec.write(post.body()).getBytes(StandardCharsets.UTF_8);
        Call call = http.newCall(new Request.Builder()
                .url(endpoint.toString())
                .post(RequestBody.create(body, XML))
                .build());
        Call before = calls.put(post.rid(), call);
        if (before != null) {
            before.cancel();
        }
        call.enqueue(new Reply(post.rid()));
    }

    private final class Reply implements Callback {
        private final long rid;

        Reply(long rid) {
            this.rid = rid;
        }

        @Override
        public void onFailure(Call call, IOException e) {
            happened(call, new BoshEvent.Failed(rid, 0, Http.words(e)));
        }

        @Override
        public void onResponse(Call call, Response response) {
            try (response) {
                if (response.code() == 200) {
                    happened(call, new BoshEvent.Answered(rid, read(response)));
                } else {
                    happened(call, new BoshEvent.Failed(rid, response.code(), "HTTP " + response.code()));
                }
            } catch (ProtocolViolationException | BadFrameException e) {
                timer.execute(() -> {
                    if (calls.get(rid) == call) {
                        listener.failed(XmppEnd.protocol("the server sent " + e.getMessage()));
                    }
                });
            } catch (IOException e) {
                onFailure(call, e);
            }
        }

        private BoshBody read(Response response) throws IOException {
            var source = response.body().source();
            if (source.request(maxBodyBytes + 1L)) {
                throw new BadFrameException("an answer of more than " + maxBodyBytes + " bytes");
            }
            byte[] bytes = source.readByteArray();
            if (Wire.isOn()) {
                Wire.received(new String(bytes, StandardCharsets.UTF_8));
            }
            return codec.read(bytes);
        }

        /** Unless it is about a call that was given up. */
        private void happened(Call call, BoshEvent event) {
            timer.execute(() -> {
                if (calls.get(rid) == call) {
                    calls.remove(rid);
                    on(event);
                }
            });
        }
    }
}
