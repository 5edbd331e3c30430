package io.connects.mri.codec;

import io.connects.core.routing.TaskId;
import io.connects.mri.message.Cancel;
import io.connects.mri.message.CloseConf;
import io.connects.mri.message.CloseReq;
import io.connects.mri.message.DialogueFailureConf;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.EventReport;
import io.connects.mri.message.FailureConf;
import io.connects.mri.message.FailureEvent;
import io.connects.mri.message.HeartbeatConf;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.NewTaskFailure;
import io.connects.mri.message.OpenConf;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.Release;
import io.connects.mri.message.RoutingDisabled;
import io.connects.mri.message.RoutingEnabled;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.RunScriptResult;
import io.connects.mri.message.TaskVariables;
import io.connects.mri.message.TerminateDialogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Messages of every type, random within what a dialect can carry; the same seed makes the same ones. Not thread-safe. */
public final class RandomMessages {
    /** How many types of message there are. */
    public static final int TYPES = MessageRows.ALL.size();

    /** The ECC variables that occur: scalars and arrays. */
    public static final List<String> ECC_NAMES =
            IntStream.range(0, 12).mapToObj(i -> "user.random." + i).toList();

    private static final int SCALARS = 8;
    private static final long U32_MAX = 0xFFFF_FFFFL;

    private final MriDialect dialect;
    private final MriCodec codec;
    private final Random random;
    private MessageRow<?> row = MessageRows.ALL.get(0);

    private RandomMessages(MriDialect dialect, long seed) {
        this.dialect = dialect;
        codec = MriCodec.of(dialect).with(RegisterVariables.of(ECC_NAMES));
        random = new Random(seed);
    }

    public static RandomMessages of(MriDialect dialect, long seed) {
        return new RandomMessages(dialect, seed);
    }

    /** A codec that knows the tags of {@link #ECC_NAMES}. */
    public MriCodec codec() {
        return codec;
    }

    /** A message of any type. */
    public MriMessage next() {
        return next(random.nextInt(TYPES));
    }

    /**
     * A message of one type.
     *
     * @param type 0 to {@link #TYPES} - 1
     */
    public MriMessage next(int type) {
        row = MessageRows.ALL.get(type);
        long dialogue = number(Names.DIALOGUE_ID);
        long sequence = number(Names.SEND_SEQ_NO);
        long invokeId = number(Names.INVOKE_ID);
        return switch (row.name()) {
            case "FAILURE_CONF" -> new FailureConf(invokeId, number(Names.STATUS));
            case "FAILURE_EVENT" -> new FailureEvent(number(Names.STATUS));
            case "OPEN_REQ" -> new OpenReq(invokeId, number(Names.VERSION_NUMBER), number(Names.IDLE_TIMEOUT));
            case "OPEN_CONF" -> new OpenConf(invokeId);
            case "HEARTBEAT_REQ" -> new HeartbeatReq(invokeId);
            case "HEARTBEAT_CONF" -> new HeartbeatConf(invokeId);
            case "CLOSE_REQ" -> new CloseReq(invokeId, number(Names.STATUS), text(Names.TEXT, 0));
            case "CLOSE_CONF" -> new CloseConf(invokeId);
            case "REGISTER_VARIABLES" -> registration();
            case "ROUTING_ENABLED" -> new RoutingEnabled();
            case "ROUTING_DISABLED" -> new RoutingDisabled();
            case "NEW_TASK" -> newTask(dialogue, sequence);
            case "DO_THIS_WITH_TASK" -> answer(dialogue, sequence);
            case "NEW_TASK_FAILURE" -> new NewTaskFailure(dialogue, sequence, number(Names.REASON_CODE));
            case "RUN_SCRIPT_REQ" ->
                new RunScriptReq(
                        dialogue,
                        sequence,
                        invokeId,
                        textOrNone(Names.SCRIPT_ID),
                        textOrNone(Names.SCRIPT_CONFIGURATION),
                        variables());
            case "RUN_SCRIPT_RESULT" ->
                new RunScriptResult(dialogue, sequence, invokeId, number(Names.RESULT_CODE), variables());
            case "CANCEL" -> new Cancel(dialogue, sequence, invokeId, number(Names.REQUEST_ID));
            case "RELEASE" -> new Release(dialogue, sequence, number(Names.CAUSE));
            case "DIALOGUE_FAILURE_CONF" ->
                new DialogueFailureConf(dialogue, sequence, invokeId, number(Names.ERROR_CODE));
            case "EVENT_REPORT" -> new EventReport(dialogue, sequence, number(Names.EVENT_ID));
            case "TERMINATE_DIALOGUE" -> new TerminateDialogue(dialogue, sequence, number(Names.REASON));
            default -> throw new IllegalStateException("no random message of the type " + row.name());
        };
    }

    private NewTask newTask(long dialogue, long sequence) {
        return NewTask.builder((int) number(Names.MR_DOMAIN_ID), text(Names.SCRIPT_SELECTOR, 0))
                .dialogue(dialogue, sequence)
                .previousTask(task(Names.PREVIOUS_TASK))
                .preferredAgent(id(Names.PREFERRED_AGENT))
                .service(number(Names.SERVICE))
                .variables(variables())
                .applicationStrings(textOrNone(Names.APPLICATION_STRING_1), textOrNone(Names.APPLICATION_STRING_2))
                .build();
    }

    private DoThisWithTask answer(long dialogue, long sequence) {
        return DoThisWithTask.builder(dialogue, sequence)
                .taskId(task(Names.TASK_ID))
                .agentSkillTargetId(id(Names.AGENT))
                .skillGroupSkillTargetId(id(Names.SKILL_GROUP))
                .serviceSkillTargetId(id(Names.SERVICE_TARGET))
                .mrDomainId((int) number(Names.MR_DOMAIN_ID))
                .labelType(number(Names.LABEL_TYPE))
                .label(textOrNone(Names.LABEL))
                .variables(variables())
                .build();
    }

    private RegisterVariables registration() {
        var variables = new TreeMap<Integer, String>();
        for (int i = random.nextInt(6); i > 0; i--) {
            variables.put(random.nextInt(), text(Names.ECC_NAME, 1));
        }
        return new RegisterVariables((int) number(Names.CALL_VARS_MASK), variables);
    }

    private TaskVariables variables() {
        var variables = TaskVariables.builder();
        for (int i = random.nextInt(4) * 3; i > 0; i--) {
            variables.callVariable(1 + random.nextInt(10), text(Names.CALL_VARIABLES, 0));
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            addEcc(variables, ECC_NAMES.get(random.nextInt(ECC_NAMES.size())));
        }
        return variables.build();
    }

    /** One variable more, unless all would be too many together. */
    private void addEcc(TaskVariables.Builder variables, String name) {
        var more = TaskVariables.builder().addAll(variables.build());
        boolean scalar = ECC_NAMES.indexOf(name) < SCALARS;
        int index = random.nextInt(TaskVariables.LAST_INDEX + 1);
        String text = text(scalar ? Names.ECC_VALUE : Names.ECC_ARRAY, 0);
        TaskVariables all = (scalar ? more.ecc(name, text) : more.eccElement(name, index, text)).build();
        if (codec.eccBytes(all) <= MriCodec.MAX_ECC_BYTES) {
            variables.addAll(all);
        }
    }

    private @Nullable Field field(String name) {
        return Stream.concat(
                        row.dialogue() ? dialect.framing().dialogueHeader().stream() : Stream.empty(),
                        dialect.layout(row.name()).fields().stream())
                .filter(field -> field.name().equals(name) && field.constant() == null)
                .findFirst()
                .orElse(null);
    }

    /** A number that its field holds, 0 where there is no field; low ones, the limits and any others. */
    private long number(String name) {
        Field field = field(name);
        if (field == null) {
            return 0;
        }
        long most = field.type().bytes() == Integer.BYTES
                ? U32_MAX
                : (1L << (8 * field.type().bytes())) - 1;
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(2);
            case 1 -> most;
            case 2 -> random.nextInt(100);
            default -> random.nextLong() & most;
        };
    }

    private @Nullable Integer id(String name) {
        int id = (int) number(name);
        boolean none =
                field(name) == null || (id & U32_MAX) == dialect.framing().nullId() || random.nextInt(4) == 0;
        return none ? null : Integer.valueOf(id);
    }

    private TaskId task(String name) {
        return field(name) == null || random.nextInt(4) == 0
                ? TaskId.NONE
                : new TaskId(random.nextInt(), random.nextInt(), random.nextInt());
    }

    private @Nullable String textOrNone(String name) {
        return random.nextBoolean() ? null : text(name, 1);
    }

    /** A text of any length that its field holds, of any characters that may be sent. */
    private String text(String name, int least) {
        int most = dialect.maxTextBytes(name);
        int length = random.nextInt(8) == 0 ? most : least + random.nextInt(most - least + 1);
        int last = dialect.sendCharset().equals(StandardCharsets.US_ASCII) ? 0x7F : 0xFF;
        var text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) (1 + random.nextInt(last)));
        }
        return text.toString();
    }
}
