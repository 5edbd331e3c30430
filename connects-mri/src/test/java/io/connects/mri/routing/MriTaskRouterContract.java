package io.connects.mri.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.core.routing.TaskId;
import io.connects.core.routing.TaskRouter;
import io.connects.core.routing.contract.ScriptedPeer;
import io.connects.core.routing.contract.TaskRouterContract;
import io.connects.mri.MriOptions;
import io.connects.mri.ScriptedPim;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.DoThisWithTask;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.NewTaskFailure;
import io.connects.mri.message.Release;
import io.connects.mri.message.RoutingDisabled;
import io.connects.mri.message.RoutingEnabled;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.RunScriptResult;
import io.connects.mri.message.TaskVariables;
import io.connects.mri.message.TerminateDialogue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The contract of a router over MRI, whatever the dialect. */
abstract class MriTaskRouterContract extends TaskRouterContract {
    private final MriDialect dialect;
    private final int permanent;

    /** @param permanent a reason of NEW_TASK_FAILURE that the dialect lists as permanent */
    MriTaskRouterContract(MriDialect dialect, int permanent) {
        this.dialect = dialect;
        this.permanent = permanent;
    }

    @Override
    protected TaskRouter newRouter() {
        MriOptions options = MriOptions.builder()
                .address(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .dialect(dialect)
                .eccNames(List.of("user.key", "user.place"))
                .queuePositionVariable("user.place")
                .expectedWaitVariable("callVariable9")
                .cancelDeadline(Duration.ofMillis(300))
                .build();
        return new MriTaskRouter(options, text -> text.replace("\u00F6", "oe"));
    }

    @Override
    protected ScriptedPeer newPeer(TaskRouter started) {
        return new PimPeer(((MriTaskRouter) started).address());
    }

    private final class PimPeer implements ScriptedPeer {
        private final InetSocketAddress application;
        private final Map<Long, Long> sent = new HashMap<>();
        private ScriptedPim pim;

        PimPeer(InetSocketAddress application) {
            this.application = application;
        }

        @Override
        public void connect() {
            pim = ScriptedPim.open(application, dialect);
        }

        @Override
        public Submission nextSubmission() {
            NewTask task = pim.next(NewTask.class);
            assertThat(task.sendSeqNo()).isEqualTo(dialect.firstSequence());
            var variables = new TreeMap<>(task.variables().ecc());
            task.variables().callVariables().forEach((number, text) -> variables.put("callVariable" + number, text));
            return new Submission(task.dialogueId(), task.scriptSelector(), variables);
        }

        @Override
        public void awaitCancel(Submission submission) {
            assertThat(pim.next()).isEqualTo(new TerminateDialogue(id(submission), dialect.firstSequence() + 1, 0));
        }

        private static long id(Submission submission) {
            return (Long) submission.handle();
        }

        private long seqNo(Submission submission) {
            return sent.merge(id(submission), dialect.firstSequence(), (last, first) -> last + 1);
        }

        @Override
        public void answerAgent(Submission submission, TaskId task, int skillTargetId) {
            pim.send(DoThisWithTask.builder(id(submission), seqNo(submission))
                    .taskId(task)
                    .agentSkillTargetId(skillTargetId)
                    .build());
        }

        @Override
        public void answerLabel(Submission submission, String label) {
            pim.send(DoThisWithTask.builder(id(submission), seqNo(submission))
                    .label(label)
                    .build());
        }

        @Override
        public void fail(Submission submission, boolean asPermanent) {
            // A reason that no dialect lists is temporary.
            pim.send(new NewTaskFailure(id(submission), seqNo(submission), asPermanent ? permanent : 0xFFF0));
        }

        @Override
        public boolean canRelease() {
            return true;
        }

        @Override
        public void release(Submission submission, int cause) {
            pim.send(new Release(id(submission), seqNo(submission), cause));
        }

        @Override
        public boolean canTellTheQueue() {
            return true;
        }

        @Override
        public void tellTheQueue(Submission submission, int position, Duration expectedWait) {
            TaskVariables variables = TaskVariables.builder()
                    .callVariable(9, Long.toString(expectedWait.toSeconds()))
                    .ecc("user.place", Integer.toString(position))
                    .build();
            pim.send(new RunScriptReq(id(submission), seqNo(submission), 41, "EWT", null, variables));
            RunScriptResult result = pim.next(RunScriptResult.class);
            assertThat(result.invokeId()).isEqualTo(41);
            assertThat(result.resultCode()).isEqualTo(dialect.scriptResultOk());
        }

        @Override
        public void disableRouting() {
            pim.send(new RoutingDisabled());
        }

        @Override
        public void enableRouting() {
            pim.send(new RoutingEnabled());
        }

        @Override
        public void dropSession() {
            pim.close();
        }

        @Override
        public void close() {
            if (pim != null) {
                pim.close();
            }
        }
    }
}
