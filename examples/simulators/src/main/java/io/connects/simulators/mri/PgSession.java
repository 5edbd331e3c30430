package io.connects.simulators.mri;

import io.connects.core.ProtocolViolationException;
import io.connects.core.routing.TaskId;
import io.connects.simulators.cce.FailureReason;
import io.connects.simulators.cce.LittleCce;
import io.connects.simulators.cce.RouteAnswer;
import io.connects.simulators.cce.RouteRequest;
import io.connects.simulators.cce.RoutingClient;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session of the PG, from connect to close. It belongs to its channel's event loop, which reads, writes and counts, and does no routing:
 * the router's answers come on the little CCE's callback thread and are handed over.
 */
final class PgSession extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(PgSession.class);
    private static final Logger wireLog = LoggerFactory.getLogger("io.connects.wire.mri.pg");
    private static final int SILENT_PERIODS_IN_IDLE_TIMEOUT = 4;

    private final MrPg pg;
    private final MrPgOptions options;
    private final Wire wire;
    private final FrameReader frames;
    private final TaskMessages tasks;
    private final LittleCce cce;
    private final Map<Long, Dialogue> dialogues = new HashMap<>();
    private final List<byte[]> held = new ArrayList<>();

    private @Nullable ChannelHandlerContext context;
    private @Nullable RoutingClient router;
    private @Nullable Future<?> heartbeat;
    private boolean stalled;
    private long invokeId;
    private int silences;

    /** Sequence numbers of one dialogue: the next that we expect, and the next that we send. */
    private static final class Dialogue {
        private long expected;
        private long next;

        private Dialogue(long first) {
            expected = first;
            next = first;
        }
    }

    PgSession(MrPg pg, MrPgOptions options, LittleCce cce) {
        this.pg = pg;
        this.options = options;
        this.wire = new Wire(options.dialect());
        this.frames = new FrameReader(options.dialect());
        this.tasks = new TaskMessages(options.dialect(), wire);
        this.cce = cce;
    }

    boolean isOpen() {
        return router != null;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        long interval = options.heartbeatInterval().toMillis();
        long idleMillis = interval * SILENT_PERIODS_IN_IDLE_TIMEOUT;
        send(Message.of("OPEN_REQ")
                .with("InvokeID", ++invokeId)
                .with("VersionNumber", options.dialect().framing().protocolVersion())
                .with(
                        "IdleTimeout",
                        options.dialect().framing().idleTimeoutInMilliseconds()
                                ? idleMillis
                                : Math.max(1, TimeUnit.MILLISECONDS.toSeconds(idleMillis)))
                .build());
        heartbeat = ctx.executor().scheduleAtFixedRate(this::beat, interval, interval, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        if (router != null) {
            router.close();
        }
        pg.sessionEnded(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.info("event=connection-failed peer={} cause=\"{}\"", options.application(), cause.toString());
        var unused = ctx.close();
    }

    private void beat() {
        if (stalled) {
            return;
        }
        if (silences++ >= options.toleratedSilences()) {
            log.info("event=application-silent peer={} heartbeats={}", options.application(), silences);
            close();
        } else if (isOpen()) {
            send(Message.of("HEARTBEAT_REQ").with("InvokeID", ++invokeId).build());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        try {
            frames.add(ByteBufUtil.getBytes((ByteBuf) read));
        } finally {
            ReferenceCountUtil.release(read);
        }
        try {
            for (byte[] frame = frames.next(); frame != null; frame = frames.next()) {
                if (wireLog.isTraceEnabled()) {
                    wireLog.trace("from application: {}", Wire.hex(frame));
                }
                on(wire.decode(frame));
            }
        } catch (ProtocolViolationException e) {
            pg.strays.incrementAndGet();
            log.info("event=unreadable-stream reason=\"{}\" hex={}", e.getMessage(), e.hex());
            close();
        }
    }

    private void on(Incoming incoming) {
        if (incoming instanceof Message message) {
            onMessage(message);
        } else {
            pg.strays.incrementAndGet();
            log.info("event=message-skipped {}", incoming);
        }
    }

    private void onMessage(Message message) {
        switch (message.name()) {
            case "OPEN_CONF" -> onOpened(message);
            case "HEARTBEAT_CONF" -> silences = 0;
            case "HEARTBEAT_REQ" -> send(echo("HEARTBEAT_CONF", message));
            case "REGISTER_VARIABLES" -> tasks.register(message);
            case "NEW_TASK" -> onNewTask(message);
            case "TERMINATE_DIALOGUE" -> onTerminate(message);
            case "CLOSE_REQ" -> {
                send(echo("CLOSE_CONF", message));
                close();
            }
            case "CLOSE_CONF" -> close();
            case "FAILURE_CONF", "FAILURE_EVENT" -> {
                log.info("event=application-failure message={} status={}", message.name(), message.field("Status"));
                if (!isOpen()) {
                    close();
                }
            }
            default -> {
                pg.strays.incrementAndGet();
                log.info("event=message-unexpected message={}", message.name());
            }
        }
    }

    private static Message echo(String name, Message request) {
        return Message.of(name).with("InvokeID", request.field("InvokeID")).build();
    }

    private void onOpened(Message conf) {
        if (isOpen() || conf.field("InvokeID") != invokeId) {
            pg.strays.incrementAndGet();
            return;
        }
        router = cce.attach(this::onAnswer);
        silences = 0;
        pg.sessionOpened();
        announceRouting();
    }

    /** Tells the application, and the router, whether routing is on; nothing happens before the session is open. */
    void announceRouting() {
        RoutingClient client = router;
        if (client == null) {
            return;
        }
        if (pg.routingEnabled) {
            client.enable();
        } else {
            client.disable();
            dialogues.clear();
        }
        send(Message.of(pg.routingEnabled ? "ROUTING_ENABLED" : "ROUTING_DISABLED")
                .build());
    }

    private void onNewTask(Message message) {
        long id = message.field("DialogueID");
        long first = options.dialect().framing().firstSequence();
        RoutingClient client = router;
        if (client == null) {
            pg.strays.incrementAndGet();
            send(tasks.failure(id, first, FailureReason.ROUTING_NOT_AVAILABLE));
            return;
        }
        if (dialogues.containsKey(id)) {
            pg.strays.incrementAndGet();
            send(tasks.failure(id, first, FailureReason.DUPLICATE_DIALOGUEID));
            return;
        }
        Optional<RouteRequest> request =
                message.field("SendSeqNo") == first ? tasks.request(message) : Optional.empty();
        if (request.isEmpty()) {
            pg.strays.incrementAndGet();
            log.info("event=task-refused reason=INVALID_MESSAGE dialogue={} message={}", id, message);
            send(tasks.failure(id, first, FailureReason.INVALID_MESSAGE));
            return;
        }
        Dialogue dialogue = new Dialogue(first);
        dialogue.expected++;
        dialogues.put(id, dialogue);
        client.newTask(request.get());
    }

    private void onTerminate(Message message) {
        long id = message.field("DialogueID");
        Dialogue dialogue = dialogues.get(id);
        if (dialogue == null) {
            // It crossed our answer: the agent is reserved, and nothing can be taken back here.
            log.debug("TERMINATE_DIALOGUE for dialogue {}, which is over", id);
            return;
        }
        if (message.field("SendSeqNo") != dialogue.expected) {
            pg.strays.incrementAndGet();
            log.info(
                    "event=sequence-broken dialogue={} expected={} was={}",
                    id,
                    dialogue.expected,
                    message.field("SendSeqNo"));
        }
        dialogue.expected++;
        if (!pg.ignoringTerminates && router != null) {
            // The dialogue stays until the router says that it dequeued the task: an answer may be under way.
            router.terminate(id);
        }
    }

    private void onAnswer(RouteAnswer answer) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.executor().execute(() -> {
                Dialogue dialogue = dialogues.remove(answer.request().dialogue());
                if (dialogue != null) {
                    tasks.answer(answer, dialogue.next++).ifPresent(this::send);
                }
            });
        }
    }

    /** Says that this agent was chosen, whether or not the dialogue exists. */
    void sendAnswer(long dialogue, TaskId task, int skillTargetId, int mrdId) {
        var request = new RouteRequest(dialogue, mrdId, "", null, null, Map.of());
        long first = options.dialect().framing().firstSequence();
        send(tasks.doThis(request, first, task, skillTargetId, -1, null));
    }

    void send(Message message) {
        sendBytes(wire.encode(message));
    }

    void sendBytes(byte[] bytes) {
        ChannelHandlerContext ctx = context;
        if (stalled) {
            held.add(bytes);
        } else if (ctx != null) {
            if (wireLog.isTraceEnabled()) {
                wireLog.trace("to application: {}", Wire.hex(bytes));
            }
            var unused = ctx.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        }
    }

    /** A frame of this message's type around any content. */
    byte[] framed(String message, byte[] content) {
        return wire.frame(message, content);
    }

    void stall(boolean on) {
        stalled = on;
        if (context != null) {
            context.channel().config().setAutoRead(!on);
        }
        if (!on) {
            silences = 0;
            held.forEach(this::sendBytes);
            held.clear();
        }
    }

    /** Closes in good order: what was sent before goes out first. */
    void close() {
        if (context != null) {
            context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Says goodbye and closes. */
    void closeInGoodOrder() {
        if (isOpen()) {
            send(Message.of("CLOSE_REQ")
                    .with("InvokeID", ++invokeId)
                    .with("Status", 0)
                    .build());
        }
        close();
    }

    /** Closes without a word, resetting the connection. */
    void cut() {
        if (context != null) {
            context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            var unused = context.close();
        }
    }
}
