package io.connects.simulators.mri;

import io.connects.core.routing.TaskId;
import io.connects.simulators.cce.FailureReason;
import io.connects.simulators.cce.ReleaseCause;
import io.connects.simulators.cce.RouteAnswer;
import io.connects.simulators.cce.RouteRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns task messages into route requests, and the router's answers into messages, with the ECC numbers that the application registered in this
 * session. Not thread-safe.
 */
final class TaskMessages {
    /** DO_THIS_WITH_TASK.LabelType of a normal label, as in GED-125's CONNECT. */
    private static final long NORMAL_LABEL = 1;

    /** An element of an array, as it is named among the variables of a request. */
    private static final Pattern ELEMENT = Pattern.compile("(.*)\\[(\\d{1,3})]");

    private final Dialect dialect;
    private final Wire wire;
    private final Map<Long, String> eccNames = new HashMap<>();
    private final Map<String, Long> eccTags = new TreeMap<>();

    TaskMessages(Dialect dialect, Wire wire) {
        this.dialect = dialect;
        this.wire = wire;
    }

    void register(Message registerVariables) {
        registerVariables.floats().forEach(floating -> {
            if (floating instanceof Floating.EccName ecc) {
                eccNames.put(ecc.tag(), ecc.name());
                eccTags.put(ecc.name(), ecc.tag());
            }
        });
    }

    /** What the application asks; empty when a PG would not let it pass: something is missing, too long, or not plain English. */
    Optional<RouteRequest> request(Message newTask) {
        Optional<String> selector = newTask.text("ScriptSelector");
        Optional<Map<String, String>> variables = isStrict(newTask) ? variables(newTask) : Optional.empty();
        if (selector.isEmpty() || variables.isEmpty()) {
            return Optional.empty();
        }
        boolean namesPrevious = newTask.fields().containsKey("PreviousTask.day");
        TaskId previous = namesPrevious ? newTask.taskId("PreviousTask") : TaskId.NONE;
        long preferred = newTask.field("PreferredAgent", nullId());
        return Optional.of(new RouteRequest(
                newTask.field("DialogueID"),
                (int) newTask.field("MRDomainID"),
                selector.get(),
                isNull(preferred) ? null : (int) preferred,
                previous.equals(TaskId.NONE) ? null : previous,
                variables.get()));
    }

    /** The strict writer is the judge of what may be on this wire. */
    private boolean isStrict(Message message) {
        try {
            wire.encode(message);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Optional<Map<String, String>> variables(Message message) {
        Map<String, String> variables = new TreeMap<>();
        for (Floating floating : message.floats()) {
            if (floating instanceof Floating.Text text && !text.name().equals("ScriptSelector")) {
                if (!text.text().isEmpty()) {
                    variables.put(
                            Character.toLowerCase(text.name().charAt(0))
                                    + text.name().substring(1),
                            text.text());
                }
            } else if (floating instanceof Floating.EccValue ecc) {
                if (!eccNames.containsKey(ecc.tag())) {
                    return Optional.empty();
                }
                variables.put(eccNames.get(ecc.tag()), ecc.value());
            } else if (floating instanceof Floating.EccElement ecc) {
                if (!eccNames.containsKey(ecc.tag())) {
                    return Optional.empty();
                }
                variables.put(element(eccNames.get(ecc.tag()), ecc.index()), ecc.value());
            } else if (floating instanceof Floating.NamedEcc ecc) {
                variables.put(ecc.name(), ecc.value());
            } else if (floating instanceof Floating.NamedElement ecc) {
                variables.put(element(ecc.name(), ecc.index()), ecc.value());
            }
        }
        return Optional.of(variables);
    }

    private static String element(@Nullable String array, int index) {
        return array + "[" + index + "]";
    }

    /** The message that ends a dialogue; empty for the answers that the wire has no message for. */
    Optional<Message> answer(RouteAnswer answer, long sequence) {
        RouteRequest request = answer.request();
        if (answer instanceof RouteAnswer.AgentChosen chosen) {
            return Optional.of(
                    doThis(request, sequence, chosen.task(), chosen.skillTargetId(), chosen.skillGroup(), null));
        }
        if (answer instanceof RouteAnswer.Label label) {
            return Optional.of(doThis(request, sequence, TaskId.NONE, null, -1, label.label()));
        }
        if (answer instanceof RouteAnswer.Released released) {
            return Optional.of(dialogue("RELEASE", request.dialogue(), sequence)
                    .with("Cause", dialect.cause(released.cause() == ReleaseCause.EXPIRED))
                    .build());
        }
        return answer instanceof RouteAnswer.Failed failed
                ? Optional.of(failure(request.dialogue(), sequence, failed.reason()))
                : Optional.empty();
    }

    private static Message.Builder dialogue(String name, long dialogue, long sequence) {
        return Message.of(name).with("DialogueID", dialogue).with("SendSeqNo", sequence);
    }

    Message runScript(RouteAnswer.RunScript script, long sequence, long invokeId) {
        Message.Builder message = dialogue("RUN_SCRIPT_REQ", script.request().dialogue(), sequence)
                .with("InvokeID", invokeId)
                .text("ScriptID", script.name());
        if (!script.configuration().isEmpty()) {
            message.text("ScriptConfiguration", script.configuration());
        }
        addVariables(script.variables(), message);
        return message.build();
    }

    Message cancel(long dialogue, long sequence, long invokeId, long requestId) {
        return dialogue("CANCEL", dialogue, sequence)
                .with("InvokeID", invokeId)
                .with("RequestID", requestId)
                .build();
    }

    Message refusal(long dialogue, long sequence, long invokeId, FailureReason reason) {
        return dialogue("DIALOGUE_FAILURE_CONF", dialogue, sequence)
                .with("InvokeID", invokeId)
                .with("ErrorCode", number(reason))
                .build();
    }

    boolean isScriptRunning(Message runScriptResult) {
        long ok = dialect.framing().scriptResultOk();
        return runScriptResult.field("ResultCode", ok) == ok;
    }

    Message doThis(
            RouteRequest request,
            long sequence,
            TaskId task,
            @Nullable Integer agent,
            int skillGroup,
            @Nullable String label) {
        Message.Builder message = dialogue("DO_THIS_WITH_TASK", request.dialogue(), sequence)
                .with("TaskID", task)
                .with("AgentSkillTargetID", agent == null ? nullId() : agent)
                .with("SkillGroupSkillTargetID", skillGroup < 0 ? nullId() : skillGroup)
                .with("ServiceSkillTargetID", nullId())
                .with("MRDomainID", request.mrdId())
                .with("LabelType", NORMAL_LABEL);
        if (label != null) {
            message.text("Label", label);
        }
        addVariables(request.variables(), message);
        return message.build();
    }

    private void addVariables(Map<String, String> variables, Message.Builder message) {
        IntStream.rangeClosed(1, 10).forEach(i -> {
            String value = variables.get("callVariable" + i);
            if (value != null) {
                message.text("CallVariable" + i, value);
            }
        });
        new TreeMap<>(variables).forEach((name, value) -> {
            Matcher element = ELEMENT.matcher(name);
            boolean isElement = element.matches();
            String variable = isElement ? element.group(1) : name;
            int index = isElement ? Integer.parseInt(element.group(2)) : -1;
            Long tag = eccTags.get(variable);
            if (tag != null) {
                message.add(isElement ? new Floating.EccElement(tag, index, value) : new Floating.EccValue(tag, value));
            } else if (dialect.framing().ecc() != Dialect.EccMode.REGISTERED_TAG && name.startsWith("user.")) {
                message.add(
                        isElement
                                ? new Floating.NamedElement(variable, index, value)
                                : new Floating.NamedEcc(name, value));
            }
        });
    }

    Message failure(long dialogue, long sequence, FailureReason reason) {
        return dialogue("NEW_TASK_FAILURE", dialogue, sequence)
                .with("ReasonCode", number(reason))
                .build();
    }

    private long number(FailureReason reason) {
        Long unspecified = dialect.reasons().getOrDefault("UNSPECIFIED", 0L);
        return dialect.reasons().getOrDefault(reason.name(), unspecified);
    }

    private boolean isNull(long id) {
        return (int) id == (int) dialect.framing().nullId();
    }

    private long nullId() {
        return (int) dialect.framing().nullId();
    }
}
