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
    private final PgLink link;
    private final MrPgOptions options;
    private final Wire wire;
    private final FrameReader frames;
    private final TaskMessages tasks;
    private final LittleCce cce;
    private final Dialogues dialogues;
    private final long mostInvokeId;
    private final List<byte[]> held = new ArrayList<>();

    private @Nullable ChannelHandlerContext context;
    private @Nullable RoutingClient router;
    private @Nullable Future<?> heartbeat;
    private boolean stalled;
    private long invokeId;
    private int silences;

    PgSession(MrPg pg, PgLink link, MrPgOptions options, LittleCce cce) {
        this.pg = pg;
        this.link = link;
        this.options = options;
        Dialect dialect = options.dialect();
        this.wire = new Wire(dialect);
        this.frames = new FrameReader(dialect);
        this.tasks = new TaskMessages(dialect, wire);
        this.cce = cce;
        this.dialogues = new Dialogues(dialect.framing().firstSequence());
        this.mostInvokeId = dialect.most("InvokeID");
    }

    boolean isOpen() {
        return router != null;
    }

    boolean isStalled() {
        return stalled;
    }

    /** Counted from 1, and again from 1 when the dialect has no room for more. */
    private long nextInvokeId() {
        invokeId = invokeId % mostInvokeId + 1;
        return invokeId;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        context = ctx;
        long interval = options.heartbeatInterval().toMillis();
        long idleMillis = interval * SILENT_PERIODS_IN_IDLE_TIMEOUT;
        long idleTimeout = options.dialect().framing().idleTimeoutInMilliseconds()
                ? idleMillis
                : Math.max(1, TimeUnit.MILLISECONDS.toSeconds(idleMillis));
        send(Message.of("OPEN_REQ")
                .with("InvokeID", nextInvokeId())
                .with("VersionNumber", options.dialect().framing().protocolVersion())
                .with("IdleTimeout", Math.min(idleTimeout, options.dialect().most("IdleTimeout")))
                .build());
        heartbeat = ctx.executor().scheduleAtFixedRate(this::beat, interval, interval, TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (heartbeat != null) {
            heartbeat.cancel(false);
        }
        RoutingClient client = router;
        router = null;
        if (client != null) {
            client.close();
        }
        link.sessionEnded(this, client != null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.info("event=connection-failed peer={} cause=\"{}\"", link.application(), cause.toString());
        var unused = ctx.close();
    }

    private void beat() {
        if (stalled) {
            return;
        }
        if (silences++ >= options.toleratedSilences()) {
            log.info("event=application-silent peer={} heartbeats={}", link.application(), silences);
            close();
        } else if (isOpen()) {
            send(Message.of("HEARTBEAT_REQ").with("InvokeID", nextInvokeId()).build());
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
                Incoming incoming = wire.decode(frame);
                if (wireLog.isTraceEnabled()) {
                    wireLog.trace("from application: length={} {}", frame.length, Redacted.of(incoming));
                }
                on(incoming);
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
            case "RUN_SCRIPT_RESULT" -> onScriptResult(message, tasks.isScriptRunning(message));
            case "DIALOGUE_FAILURE_CONF" -> onScriptResult(message, false);
            case "EVENT_REPORT" -> log.debug("EVENT_REPORT {}", Redacted.of(message));
            case "CLOSE_REQ" -> {
                send(echo("CLOSE_CONF", message));
                close();
            }
            case "CLOSE_CONF" -> close();
            case "FAILURE_CONF", "FAILURE_EVENT" -> {
                log.info("event=application-failure message={} status={}", message.name(), message.field("Status", 0));
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
        return Message.of(name).with("InvokeID", request.field("InvokeID", 0)).build();
    }

    private void onOpened(Message conf) {
        if (isOpen() || conf.field("InvokeID", invokeId) != invokeId) {
            pg.strays.incrementAndGet();
            return;
        }
        router = cce.attach(options.name(), new RoutingClient.Listener() {
            @Override
            public void onAnswer(RouteAnswer answer) {
                onEventLoop(() -> PgSession.this.onAnswer(answer));
            }

            @Override
            public void onRouting(boolean enabled) {
                onEventLoop(() -> send(Message.of(enabled ? "ROUTING_ENABLED" : "ROUTING_DISABLED")
                        .build()));
            }
        });
        silences = 0;
        link.sessionOpened();
    }

    private void onEventLoop(Runnable action) {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.executor().execute(action);
        }
    }

    /** Tells the router, and behind its answers so far the application, whether tasks of this session are routed. */
    void route(boolean enabled) {
        RoutingClient client = router;
        if (client != null && enabled) {
            client.enable();
        } else if (client != null) {
            client.disable();
        }
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
        if (dialogues.get(id) != null) {
            pg.strays.incrementAndGet();
            send(tasks.failure(id, first, FailureReason.DUPLICATE_DIALOGUEID));
            return;
        }
        Optional<RouteRequest> request =
                message.field("SendSeqNo") == first ? tasks.request(message) : Optional.empty();
        if (request.isEmpty()) {
            pg.strays.incrementAndGet();
            log.info("event=task-refused reason=INVALID_MESSAGE dialogue={} message={}", id, message.name());
            send(tasks.failure(id, first, FailureReason.INVALID_MESSAGE));
            return;
        }
        dialogues.open(id);
        client.newTask(request.get());
    }

    private void onTerminate(Message message) {
        long id = message.field("DialogueID");
        Dialogues.Dialogue dialogue = dialogues.get(id);
        if (dialogue == null) {
            // It crossed our answer: the agent is reserved, and nothing can be taken back here.
            log.debug("TERMINATE_DIALOGUE for dialogue {}, which is over", id);
            return;
        }
        checkSequence(dialogue, message);
        if (!pg.ignoringTerminates && router != null) {
            // The dialogue stays until the router says that it dequeued the task: an answer may be under way.
            router.terminate(id);
        }
    }

    private void checkSequence(Dialogues.Dialogue dialogue, Message message) {
        if (!dialogue.isNext(message.field("SendSeqNo"))) {
            pg.strays.incrementAndGet();
            log.info(
                    "event=sequence-broken dialogue={} message={} was={}",
                    message.field("DialogueID"),
                    message.name(),
                    message.field("SendSeqNo"));
        }
    }

    private void onScriptResult(Message message, boolean understood) {
        long id = message.field("DialogueID");
        Dialogues.Dialogue dialogue = dialogues.get(id);
        if (dialogue == null) {
            log.debug("{} for dialogue {}, which is over", message.name(), id);
            return;
        }
        checkSequence(dialogue, message);
        Dialogues.Question question = dialogue.question;
        if (question == null || message.field("InvokeID", question.invokeId()) != question.invokeId()) {
            pg.strays.incrementAndGet();
            if (message.name().equals("RUN_SCRIPT_RESULT")) {
                send(tasks.refusal(
                        id, dialogue.nextToSend(), message.field("InvokeID", 0), FailureReason.INVALID_INVOKEID));
            }
            return;
        }
        dialogue.question = null;
        if (router != null) {
            router.scriptResult(id, question.number(), understood);
        }
    }

    private void onAnswer(RouteAnswer answer) {
        long id = answer.request().dialogue();
        if (answer instanceof RouteAnswer.RunScript script) {
            Dialogues.Dialogue dialogue = dialogues.get(id);
            if (dialogue != null) {
                dialogue.question = new Dialogues.Question(nextInvokeId(), script.number());
                send(tasks.runScript(script, dialogue.nextToSend(), dialogue.question.invokeId()));
            }
            return;
        }
        Dialogues.Dialogue dialogue = dialogues.close(id);
        if (dialogue != null) {
            Dialogues.Question question = dialogue.question;
            if (question != null && answer instanceof RouteAnswer.AgentChosen) {
                send(tasks.cancel(id, dialogue.nextToSend(), nextInvokeId(), question.invokeId()));
            }
            tasks.answer(answer, dialogue.nextToSend()).ifPresent(this::send);
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
                wireLog.trace("to application: length={} {}", bytes.length, Redacted.of(wire.decode(bytes)));
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
                    .with("InvokeID", nextInvokeId())
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
