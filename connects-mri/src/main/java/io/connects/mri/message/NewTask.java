package io.connects.mri.message;

import io.connects.core.routing.TaskId;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * NEW_TASK: the application asks for an agent. The fixed fields, their order, the script selector and an ECC variable are those of a public
 * MR PIM trace (Cisco DocWiki, <i>IPTA Email</i>); call variables and application strings are not in it, and are taken over from the protocol
 * family. Texts of people are left out of {@link #toString}.
 *
 * @param mrDomainId the media routing domain
 * @param previousTask the task that this one continues; {@link TaskId#NONE} for none
 * @param preferredAgent skill target id of the agent to try first; null for none
 * @param service 0 pushes the task to an agent; nothing else is public
 * @param scriptSelector the dialed number that chooses the script
 * @param variables call variables and ECC variables
 * @param applicationString1 null for none
 * @param applicationString2 null for none
 */
public record NewTask(
        long dialogueId,
        long sendSeqNo,
        int mrDomainId,
        TaskId previousTask,
        @Nullable Integer preferredAgent,
        long service,
        String scriptSelector,
        TaskVariables variables,
        @Nullable String applicationString1,
        @Nullable String applicationString2)
        implements DialogueMessage {
    public NewTask {
        Numbers.checkU32("dialogueId", dialogueId);
        Numbers.checkU32("sendSeqNo", sendSeqNo);
        Numbers.checkU32("service", service);
        Objects.requireNonNull(previousTask, "previousTask");
        Objects.requireNonNull(scriptSelector, "scriptSelector");
        Objects.requireNonNull(variables, "variables");
    }

    /** Starts a task of no dialogue yet, with everything optional absent. A session gives it its dialogue. */
    public static Builder builder(int mrDomainId, String scriptSelector) {
        return new Builder(mrDomainId, scriptSelector);
    }

    /** Which application strings there are, without their texts. */
    @Override
    public String toString() {
        var strings = new ArrayList<Integer>();
        if (applicationString1 != null) {
            strings.add(1);
        }
        if (applicationString2 != null) {
            strings.add(2);
        }
        return "NewTask[dialogueId=" + dialogueId + ", sendSeqNo=" + sendSeqNo + ", mrDomainId=" + mrDomainId
                + ", previousTask=" + previousTask + ", preferredAgent=" + preferredAgent + ", service=" + service
                + ", scriptSelector=" + scriptSelector + ", variables=" + variables + ", applicationStrings=" + strings
                + "]";
    }

    /** The same task in another dialogue. */
    public NewTask in(long otherDialogueId, long otherSendSeqNo) {
        return new NewTask(
                otherDialogueId,
                otherSendSeqNo,
                mrDomainId,
                previousTask,
                preferredAgent,
                service,
                scriptSelector,
                variables,
                applicationString1,
                applicationString2);
    }

    /** Collects the optional parts of a task. Not thread-safe. */
    public static final class Builder {
        private final int mrDomainId;
        private final String scriptSelector;
        private final TaskVariables.Builder variables = TaskVariables.builder();
        private long dialogueId;
        private long sendSeqNo;
        private TaskId previousTask = TaskId.NONE;
        private @Nullable Integer preferredAgent;
        private long service;
        private @Nullable String applicationString1;
        private @Nullable String applicationString2;

        private Builder(int mrDomainId, String scriptSelector) {
            this.mrDomainId = mrDomainId;
            this.scriptSelector = Objects.requireNonNull(scriptSelector, "scriptSelector");
        }

        public Builder dialogue(long id, long seqNo) {
            dialogueId = id;
            sendSeqNo = seqNo;
            return this;
        }

        public Builder previousTask(@Nullable TaskId value) {
            previousTask = value == null ? TaskId.NONE : value;
            return this;
        }

        public Builder preferredAgent(@Nullable Integer skillTargetId) {
            preferredAgent = skillTargetId;
            return this;
        }

        public Builder service(long value) {
            service = value;
            return this;
        }

        /**
         * Sets one call variable.
         *
         * @param number 1 to 10
         */
        public Builder callVariable(int number, String value) {
            variables.callVariable(number, value);
            return this;
        }

        public Builder callVariables(Map<Integer, String> values) {
            variables.callVariables(values);
            return this;
        }

        public Builder ecc(String name, String value) {
            variables.ecc(name, value);
            return this;
        }

        public Builder ecc(Map<String, String> values) {
            variables.ecc(values);
            return this;
        }

        /**
         * Sets one element of an ECC array.
         *
         * @param index 0 to 254
         */
        public Builder eccElement(String name, int index, String text) {
            variables.eccElement(name, index, text);
            return this;
        }

        /** Adds all of these, over what is there. */
        public Builder variables(TaskVariables values) {
            variables.addAll(values);
            return this;
        }

        public Builder applicationStrings(@Nullable String first, @Nullable String second) {
            applicationString1 = first;
            applicationString2 = second;
            return this;
        }

        public NewTask build() {
            return new NewTask(
                    dialogueId,
                    sendSeqNo,
                    mrDomainId,
                    previousTask,
                    preferredAgent,
                    service,
                    scriptSelector,
                    variables.build(),
                    applicationString1,
                    applicationString2);
        }
    }
}
