package io.connects.simulators.cce;

import io.connects.simulators.cce.ScriptEntry.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A task on its way through a script. Guarded by the lock of its {@link LittleCce}. */
final class ScriptRun {
    private final Router router;
    private final Task task;
    /** Innermost branch first. */
    private final Deque<Iterator<Node>> branches = new ArrayDeque<>();

    private @Nullable Future<?> pause;
    private @Nullable Request request;

    /** A RUN_SCRIPT_REQ without an answer so far. */
    private record Request(long number, CceLedger.ScriptLine line, Future<?> timeout) {}

    ScriptRun(Router router, Task task) {
        this.router = router;
        this.task = task;
        branches.push(task.script.nodes().iterator());
    }

    /** Works through the nodes up to one that takes time, or to the end of the task. */
    void proceed() {
        while (task.state == Task.State.QUEUED) {
            while (!branches.isEmpty() && !branches.element().hasNext()) {
                branches.pop();
            }
            if (branches.isEmpty()) {
                if (!task.isQueuedSomewhere()) {
                    router.release(task, ReleaseCause.RELEASED);
                }
                return;
            }
            if (takesTime(branches.element().next())) {
                return;
            }
        }
    }

    private boolean takesTime(Node node) {
        if (node instanceof Node.QueueTo queue) {
            router.queueTo(task, queue.skillGroup());
        } else if (node instanceof Node.Wait timed) {
            pause = router.after(timed.time(), this::proceed);
            return true;
        } else if (node instanceof Node.RunExternalScript script) {
            ask(script);
            return true;
        } else if (node instanceof Node.WhenClosed closed) {
            branch(closed.branch(), !closed.hours().isOpen(router.now()));
        } else if (node instanceof Node.WhenFull full) {
            branch(full.branch(), router.othersWithSelectorOf(task) >= full.tasks());
        } else if (node instanceof Node.Repeat repeat) {
            branches.push(endlessly(repeat.nodes()));
        } else if (node instanceof Node.Label label) {
            router.label(task, label.label());
        } else if (node instanceof Node.Release release) {
            router.release(task, release.cause());
        }
        return false;
    }

    private void branch(List<Node> branch, boolean taken) {
        if (taken) {
            branches.push(branch.iterator());
        }
    }

    private static Iterator<Node> endlessly(List<Node> nodes) {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Node next() {
                return nodes.get(next++ % nodes.size());
            }
        };
    }

    private void ask(Node.RunExternalScript script) {
        long number = router.nextScriptNumber();
        CceLedger.ScriptLine line = router.askApplication(task, number, script);
        Future<?> timeout = router.after(script.answerWithin(), () -> {
            if (request != null && request.number() == number) {
                over(Outcome.NO_ANSWER);
                proceed();
            }
        });
        request = new Request(number, line, timeout);
    }

    /** The application's answer; false when nothing waits for it. */
    boolean answered(long number, boolean understood) {
        if (request == null || request.number() != number) {
            return false;
        }
        over(understood ? Outcome.ANSWERED : Outcome.REFUSED);
        proceed();
        return true;
    }

    /** The task leaves the queue. */
    void stop() {
        if (pause != null) {
            pause.cancel(false);
        }
        over(Outcome.STOPPED);
    }

    private void over(Outcome outcome) {
        if (request != null) {
            request.timeout().cancel(false);
            router.scriptOver(request.line(), outcome);
            request = null;
        }
    }
}
