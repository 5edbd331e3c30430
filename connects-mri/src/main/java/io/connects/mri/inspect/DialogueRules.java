package io.connects.mri.inspect;

import io.connects.mri.codec.ExplainedFrame;
import io.connects.mri.inspect.Evidence.Rule;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Between the messages of a dialogue: its sequence numbers, how it begins, what answers what, how it ends. */
final class DialogueRules implements Rule {
    private static final Set<String> ENDS = Set.of("DO_THIS_WITH_TASK", "NEW_TASK_FAILURE", "RELEASE");
    private static final int MOST_EVENTS = 7;

    private final Evidence evidence;
    private final DialectFacts facts;
    private final Map<Long, Dialogue> dialogues = new LinkedHashMap<>();

    /** What is known of one dialogue. */
    private static final class Dialogue {
        private final Map<Side, Long> lastSequence = new EnumMap<>(Side.class);
        private final Map<String, String> variables = new HashMap<>();
        private final Set<Long> scripts = new HashSet<>();
        private @Nullable String ended;
        private @Nullable String lastOfApplication;
        private long mrDomain = -1;
        private boolean queued;
        private boolean terminated;
    }

    DialogueRules(Evidence evidence, DialectFacts facts) {
        this.evidence = evidence;
        this.facts = facts;
    }

    @Override
    public void on(Explained explained) {
        ExplainedFrame frame = explained.frame();
        long id = frame.number("DialogueID");
        if (id < 0) {
            return;
        }
        Side from = explained.captured().from();
        String message = frame.message();
        boolean begins = !dialogues.containsKey(id);
        Dialogue dialogue = dialogues.computeIfAbsent(id, key -> new Dialogue());
        sequence(dialogue, frame, from);
        if (message == null) {
            dialogue.lastOfApplication = from == Side.APPLICATION ? "" : dialogue.lastOfApplication;
            return;
        }
        String row = "dialogue/" + message;
        if (message.equals("NEW_TASK")) {
            evidence.check(begins, row, 2, "comes within a dialogue");
        } else if (begins && explained.captured().conversation().fromStart()) {
            evidence.against(row, 2, "begins a dialogue");
        }
        if (from == Side.PIM && dialogue.ended != null) {
            evidence.against("dialogue/" + dialogue.ended, 2, "the PIM goes on behind it");
        }
        if (from == Side.APPLICATION && dialogue.terminated) {
            evidence.against("dialogue/TERMINATE_DIALOGUE", 2, "the application goes on behind it");
        }
        one(dialogue, frame, message, row);
        if (from == Side.APPLICATION) {
            dialogue.lastOfApplication = message;
        }
    }

    private void sequence(Dialogue dialogue, ExplainedFrame frame, Side from) {
        long sequence = frame.number("SendSeqNo");
        Long last = dialogue.lastSequence.put(from, sequence);
        if (last != null) {
            evidence.check(sequence == last + 1, "framing/dialogue-header", 2, "SendSeqNo does not count by one");
        } else if (facts.firstSequence.isPresent()) {
            evidence.check(
                    sequence == facts.firstSequence.getAsLong(),
                    "framing/first-sequence",
                    1,
                    "a dialogue starts with " + FramePrinter.masked(sequence));
        }
    }

    private void one(Dialogue dialogue, ExplainedFrame frame, String message, String row) {
        long invokeId = frame.number("InvokeID");
        switch (message) {
            case "NEW_TASK" -> {
                dialogue.mrDomain = frame.number("MRDomainID");
                frame.fields().forEach(field -> dialogue.variables.put(field.name(), field.value()));
            }
            case "DO_THIS_WITH_TASK" -> answer(dialogue, frame, row);
            case "NEW_TASK_FAILURE" -> {
                evidence.check(
                        facts.reasons.contains(frame.number("ReasonCode")), row, 1, "its code is not in [reasons]");
                if (dialogue.queued) {
                    evidence.against(row, 1, "ends a task that was queued");
                }
            }
            case "RELEASE" -> {
                if (dialogue.queued || facts.causes.contains(frame.number("Cause"))) {
                    evidence.support(row);
                }
            }
            case "RUN_SCRIPT_REQ" -> {
                dialogue.queued = true;
                dialogue.scripts.add(invokeId);
            }
            case "RUN_SCRIPT_RESULT" -> {
                answersScript(dialogue, invokeId, row);
                facts.scriptResultOk.ifPresent(ok -> evidence.check(
                        frame.number("ResultCode") == ok,
                        "framing/script-result-ok",
                        1,
                        "a script is answered with " + FramePrinter.masked(frame.number("ResultCode"))));
            }
            case "DIALOGUE_FAILURE_CONF" -> {
                answersScript(dialogue, invokeId, row);
                if (facts.scriptResultOk.isPresent() && frame.number("ErrorCode") == facts.scriptResultOk.getAsLong()) {
                    evidence.against(row, 2, "its ErrorCode says that all is well");
                }
            }
            case "CANCEL" ->
                evidence.check(
                        dialogue.scripts.contains(frame.number("RequestID")), row, 2, "cancels no script request");
            case "EVENT_REPORT" -> {
                long event = frame.number("EventID");
                if (event < 1 || event > MOST_EVENTS) {
                    evidence.against(row, 1, "has the event " + FramePrinter.masked(event));
                }
            }
            case "TERMINATE_DIALOGUE" -> dialogue.terminated = true;
            default -> {}
        }
        if (ENDS.contains(message)) {
            dialogue.ended = message;
        }
    }

    private void answersScript(Dialogue dialogue, long invokeId, String row) {
        boolean answers = dialogue.scripts.contains(invokeId);
        if (answers) {
            evidence.support("dialogue/RUN_SCRIPT_REQ");
        }
        evidence.check(answers, row, 2, "answers no script request");
    }

    private void answer(Dialogue dialogue, ExplainedFrame frame, String row) {
        boolean label = frame.field("Label").isPresent();
        boolean noAgent = facts.nullId.isPresent() && frame.number("AgentSkillTargetID") == facts.nullId.getAsLong();
        if (facts.nullId.isPresent()) {
            if (label == noAgent) {
                evidence.support(label ? "floats/Label" : row);
                evidence.support("framing/null-id");
            } else {
                String remark = label ? "comes with an agent" : "is missing where there is no agent";
                evidence.against(label ? "framing/null-id" : "floats/Label", 1, remark);
            }
        }
        if (dialogue.mrDomain >= 0) {
            evidence.check(frame.number("MRDomainID") == dialogue.mrDomain, row, 1, "names another MRDomainID");
        }
        frame.fields().stream()
                .filter(field -> field.name().startsWith("CallVariable"))
                .filter(field -> !field.value().isEmpty() && field.value().equals(dialogue.variables.get(field.name())))
                .forEach(field -> evidence.support("floats/CallVariable1-10"));
    }

    @Override
    public void end() {
        for (Dialogue dialogue : dialogues.values()) {
            if (dialogue.terminated) {
                evidence.support("dialogue/TERMINATE_DIALOGUE");
            } else if (dialogue.ended == null && "EVENT_REPORT".equals(dialogue.lastOfApplication)) {
                evidence.against("dialogue/EVENT_REPORT", 1, "ends a dialogue");
            }
        }
    }
}
