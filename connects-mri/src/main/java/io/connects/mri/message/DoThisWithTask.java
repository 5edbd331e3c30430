package io.connects.mri.message;

import io.connects.core.routing.TaskId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * DO_THIS_WITH_TASK: the script's answer, an agent or a label. That it answers with either is public, and there is partial evidence that it
 * gives the ECC variables back; its layout is not public.
 *
 * @param taskId Cisco's name of the task; {@link TaskId#NONE} for none
 * @param agentSkillTargetId the agent; null when a label was chosen
 * @param skillGroupSkillTargetId null for none
 * @param serviceSkillTargetId null for none
 * @param mrDomainId the media routing domain
 * @param labelType 1 normal, 2 busy, 3 ring, 5 default, as GED-125 has it
 * @param label null when an agent was chosen
 * @param variables call variables and ECC variables
 */
public record DoThisWithTask(
        long dialogueId,
        long sendSeqNo,
        TaskId taskId,
        @Nullable Integer agentSkillTargetId,
        @Nullable Integer skillGroupSkillTargetId,
        @Nullable Integer serviceSkillTargetId,
        int mrDomainId,
        long labelType,
        @Nullable String label,
        TaskVariables variables)
        implements DialogueMessage {
    /** The label type of an ordinary label, and of an answer without one. */
    public static final long NORMAL_LABEL = 1;

    public DoThisWithTask {
        Numbers.checkU32("dialogueId", dialogueId);
        Numbers.checkU32("sendSeqNo", sendSeqNo);
        Numbers.checkU32("labelType", labelType);
        Objects.requireNonNull(taskId, "taskId");
        Objects.requireNonNull(variables, "variables");
    }

    /** Starts an answer with everything optional absent and a normal label type. */
    public static Builder builder(long dialogueId, long sendSeqNo) {
        return new Builder(dialogueId, sendSeqNo);
    }

    /** Collects the optional parts of an answer. Not thread-safe. */
    public static final class Builder {
        private final long dialogueId;
        private final long sendSeqNo;
        private final TaskVariables.Builder variables = TaskVariables.builder();
        private TaskId taskId = TaskId.NONE;
        private @Nullable Integer agentSkillTargetId;
        private @Nullable Integer skillGroupSkillTargetId;
        private @Nullable Integer serviceSkillTargetId;
        private int mrDomainId;
        private long labelType = NORMAL_LABEL;
        private @Nullable String label;

        private Builder(long dialogueId, long sendSeqNo) {
            this.dialogueId = dialogueId;
            this.sendSeqNo = sendSeqNo;
        }

        public Builder taskId(TaskId value) {
            taskId = value;
            return this;
        }

        public Builder agentSkillTargetId(@Nullable Integer value) {
            agentSkillTargetId = value;
            return this;
        }

        public Builder skillGroupSkillTargetId(@Nullable Integer value) {
            skillGroupSkillTargetId = value;
            return this;
        }

        public Builder serviceSkillTargetId(@Nullable Integer value) {
            serviceSkillTargetId = value;
            return this;
        }

        public Builder mrDomainId(int value) {
            mrDomainId = value;
            return this;
        }

        public Builder labelType(long value) {
            labelType = value;
            return this;
        }

        public Builder label(@Nullable String value) {
            label = value;
            return this;
        }

        public Builder callVariables(Map<Integer, String> values) {
            variables.callVariables(values);
            return this;
        }

        public Builder ecc(Map<String, String> values) {
            variables.ecc(values);
            return this;
        }

        /** Adds all of these, over what is there. */
        public Builder variables(TaskVariables values) {
            variables.addAll(values);
            return this;
        }

        public DoThisWithTask build() {
            return new DoThisWithTask(
                    dialogueId,
                    sendSeqNo,
                    taskId,
                    agentSkillTargetId,
                    skillGroupSkillTargetId,
                    serviceSkillTargetId,
                    mrDomainId,
                    labelType,
                    label,
                    variables.build());
        }
    }
}
