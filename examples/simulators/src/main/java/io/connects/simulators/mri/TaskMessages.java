package io.connects.simulators.mri;

import io.connects.core.routing.TaskId;
import io.connects.simulators.cce.FailureReason;
import io.connects.simulators.cce.RouteAnswer;
import io.connects.simulators.cce.RouteRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns task messages into route requests, and the router's answers into messages, with the ECC numbers that the application registered in this
 * session. Not thread-safe.
 */
final class TaskMessages {
    /** DO_THIS_WITH_TASK.LabelType of a normal label, as in GED-125's CONNECT. */
    private static final long NORMAL_LABEL = 1;

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
        TaskId previous = newTask.taskId("PreviousTask");
        long preferred = newTask.field("PreferredAgent");
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
                String name = eccNames.get(ecc.tag());
                if (name == null) {
                    return Optional.empty();
                }
                variables.put(name, ecc.value());
            } else if (floating instanceof Floating.NamedEcc ecc) {
                variables.put(ecc.name(), ecc.value());
            }
        }
        return Optional.of(variables);
    }

    /** The message that carries an answer; empty for those that the wire has no message for. */
    Optional<Message> answer(RouteAnswer answer, long sequence) {
        RouteRequest request = answer.request();
        if (answer instanceof RouteAnswer.AgentChosen chosen) {
            return Optional.of(
                    doThis(request, sequence, chosen.task(), chosen.skillTargetId(), chosen.skillGroup(), null));
        }
        if (answer instanceof RouteAnswer.Label label) {
            return Optional.of(doThis(request, sequence, TaskId.NONE, null, -1, label.label()));
        }
        return answer instanceof RouteAnswer.Failed failed
                ? Optional.of(failure(request.dialogue(), sequence, failed.reason()))
                : Optional.empty();
    }

    Message doThis(
            RouteRequest request,
            long sequence,
            TaskId task,
            @Nullable Integer agent,
            int skillGroup,
            @Nullable String label) {
        Message.Builder message = Message.of("DO_THIS_WITH_TASK")
                .with("DialogueID", request.dialogue())
                .with("SendSeqNo", sequence)
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
            Long tag = eccTags.get(name);
            if (tag != null) {
                message.add(new Floating.EccValue(tag, value));
            } else if (dialect.framing().ecc() != Dialect.EccMode.REGISTERED_TAG && name.startsWith("user.")) {
                message.add(new Floating.NamedEcc(name, value));
            }
        });
    }

    Message failure(long dialogue, long sequence, FailureReason reason) {
        Long unspecified = dialect.reasons().getOrDefault("UNSPECIFIED", 0L);
        return Message.of("NEW_TASK_FAILURE")
                .with("DialogueID", dialogue)
                .with("SendSeqNo", sequence)
                .with("ReasonCode", dialect.reasons().getOrDefault(reason.name(), unspecified))
                .build();
    }

    private boolean isNull(long id) {
        return (int) id == (int) dialect.framing().nullId();
    }

    private long nullId() {
        return (int) dialect.framing().nullId();
    }
}
