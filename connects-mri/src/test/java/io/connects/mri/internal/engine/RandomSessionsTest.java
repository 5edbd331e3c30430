package io.connects.mri.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.connects.mri.message.Cancel;
import io.connects.mri.message.CloseConf;
import io.connects.mri.message.CloseReq;
import io.connects.mri.message.DialogueFailureConf;
import io.connects.mri.message.DialogueOutcome;
import io.connects.mri.message.HeartbeatReq;
import io.connects.mri.message.MriMessage;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.NewTaskFailure;
import io.connects.mri.message.OpenConf;
import io.connects.mri.message.OpenReq;
import io.connects.mri.message.Release;
import io.connects.mri.message.RoutingDisabled;
import io.connects.mri.message.RoutingEnabled;
import io.connects.mri.message.RunScriptReq;
import io.connects.mri.message.SessionState;
import io.connects.mri.message.TaskVariables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Peers on up to three hosts who do anything at any time, against what always holds. A failure names the seed of its run. */
class RandomSessionsTest {
    private static final int RUNS = 400;
    private static final int STEPS = 600;

    @Test
    void whatever_peers_do_every_submission_ends_once_and_in_order() {
        long endings = 0;
        long alarms = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            var run = new Run(seed);
            run.play();
            endings += run.ended.size();
            alarms += run.alarms;
        }
        assertThat(endings).as("the runs are worth something").isGreaterThan(RUNS * 50L);
        assertThat(alarms).isPositive();
    }

    private static final class Run {
        private static final long STRONG = 1_000_000;

        private final long seed;
        private final Random random;
        private final SessionEngine engine;
        private final Map<Long, String> connections = new HashMap<>();
        private final Set<Dialogue> open = new LinkedHashSet<>();
        private final List<Dialogue> submitted = new ArrayList<>();
        final Set<Dialogue> ended = new LinkedHashSet<>();
        private final List<Long> switches = new ArrayList<>();
        private boolean alarmed;
        private int alarmsDue;
        private SessionState state = SessionState.DOWN;
        private long now = -5_000_000_000L; // a clock of nanoseconds may begin anywhere
        private long lastConnection;
        private long lastDialogue;
        /** The connections in session, each with its host. */
        private final Map<Long, String> sessions = new HashMap<>();
        /** What each says of routing: the greater, the stronger and then the later. */
        private final Map<Long, Long> words = new HashMap<>();

        private long lastWord;
        private long routing;
        private boolean closed;
        int alarms;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.engine = new SessionEngine(SessionTable.rules(seed % 2 == 0));
        }

        void play() {
            for (int i = 0; i < STEPS; i++) {
                now += random.nextInt(200) == 0
                        ? 2 * Switches.WINDOW.toNanos()
                        : (long) (random.nextDouble() * random.nextDouble() * 2_000_000_000L);
                take(event());
                OptionalLong deadline = engine.nextDeadline();
                if (deadline.isPresent() && deadline.getAsLong() - now <= 0) {
                    take(new Event.Tick());
                    assertThat(engine.nextDeadline().orElse(Long.MAX_VALUE))
                            .as("seed %d: a tick leaves nothing due", seed)
                            .isGreaterThan(now);
                }
            }
            take(new Event.CloseAsked());
            now += SessionTable.SECOND;
            take(new Event.Tick());
            assertThat(closed).as("seed %d: closed", seed).isTrue();
            assertThat(open).as("seed %d: all have ended", seed).isEmpty();
            assertThat(ended).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(submitted);
        }

        private Event event() {
            int choice = random.nextInt(100);
            if (choice < 5 || connections.isEmpty()) {
                long connection = ++lastConnection;
                String host = List.of(SessionTable.A, SessionTable.A, SessionTable.B, SessionTable.B, SessionTable.C)
                        .get(random.nextInt(5));
                connections.put(connection, host);
                return new Event.Connected(connection, host);
            }
            if (choice < 35) {
                var dialogue = new Dialogue();
                submitted.add(dialogue);
                open.add(dialogue);
                return new Event.Submit(dialogue, SessionTable.TASK);
            }
            if (choice < 42 && !submitted.isEmpty()) {
                return new Event.Cancel(submitted.get(random.nextInt(submitted.size())));
            }
            long connection = List.copyOf(connections.keySet()).get(random.nextInt(connections.size()));
            if (choice < 45) {
                connections.remove(connection);
                return new Event.Disconnected(connection, "cut");
            }
            return choice < 47 ? new Event.Heard(connection) : new Event.Received(connection, message());
        }

        private MriMessage message() {
            long dialogue = Math.max(0L, lastDialogue - (long) random.nextInt(5));
            long seqNo = 1L + random.nextInt(2);
            return switch (random.nextInt(22)) {
                case 0, 1, 2, 3 -> new OpenReq(1, 1, 20_000);
                case 4, 5 -> new RoutingEnabled();
                case 6 -> new RoutingDisabled();
                case 7 -> random.nextInt(4) == 0 ? new CloseReq(1, 0, "") : new CloseConf(1);
                case 8, 9, 10 -> new HeartbeatReq(1);
                case 11 -> new NewTaskFailure(dialogue, seqNo, 12);
                case 12 -> new Release(dialogue, seqNo, 6);
                case 13 -> new DialogueFailureConf(dialogue, seqNo, 1, 0x21);
                case 14 -> new Cancel(dialogue, seqNo, 1, 1);
                case 15, 16, 17 -> new RunScriptReq(dialogue, seqNo, 9, null, null, TaskVariables.NONE);
                default -> SessionTable.agent(dialogue, seqNo);
            };
        }

        private void take(Event event) {
            List<Dialogue> lost = new ArrayList<>();
            List<Dialogue> before = List.copyOf(open);
            note(event);
            for (Effect effect : engine.on(event, now)) {
                check(effect, lost);
            }
            assertThat(alarms).as("seed %d: alarms", seed).isEqualTo(alarmsDue);
            List<Dialogue> inOrder = new ArrayList<>(before);
            inOrder.retainAll(lost);
            assertThat(lost)
                    .as("seed %d: lost in the order of submission", seed)
                    .isEqualTo(inOrder);
            if (state != SessionState.ROUTING) {
                assertThat(open)
                        .as("seed %d: nothing is open while nobody routes", seed)
                        .isEmpty();
            }
        }

        private void note(Event event) {
            if (event instanceof Event.Disconnected gone) {
                sessions.remove(gone.connection());
                words.remove(gone.connection());
            } else if (event instanceof Event.Received received && sessions.containsKey(received.connection())) {
                if (received.message() instanceof RoutingEnabled) {
                    words.replaceAll((other, word) -> word % STRONG);
                    words.values().removeIf(word -> seed % 2 != 0);
                    words.put(received.connection(), STRONG + ++lastWord);
                } else if (received.message() instanceof RoutingDisabled) {
                    words.remove(received.connection());
                }
            }
        }

        private void check(Effect effect, List<Dialogue> lost) {
            if (effect instanceof Effect.Send send) {
                assertThat(connections).as("seed %d: %s", seed, effect).containsKey(send.connection());
                if (send.message() instanceof OpenConf) {
                    opened(send.connection());
                } else if (send.message() instanceof NewTask task) {
                    assertThat(state).as("seed %d", seed).isEqualTo(SessionState.ROUTING);
                    lastDialogue = Math.max(lastDialogue, task.dialogueId());
                    noteRouting(send.connection());
                }
            } else if (effect instanceof Effect.Disconnect disconnect) {
                assertThat(connections.remove(disconnect.connection()))
                        .as("seed %d: %s", seed, effect)
                        .isNotNull();
                sessions.remove(disconnect.connection());
                words.remove(disconnect.connection());
                if (disconnect.reason().equals("replaced by a third host")) {
                    assertThat(disconnect.connection()).as("seed %d", seed).isNotEqualTo(routing);
                }
            } else if (effect instanceof Effect.StateChanged changed) {
                assertThat(changed.state()).as("seed %d", seed).isNotEqualTo(state);
                state = changed.state();
                routing = 0;
                boolean tookOver = changed.reason().contains(" took over from ") && state == SessionState.ROUTING;
                if (tookOver || changed.reason().equals("replaced by a newer connection")) {
                    noteSwitch();
                }
            } else if (effect instanceof Effect.Ended end) {
                assertThat(open.remove(end.dialogue()))
                        .as("seed %d: ended once", seed)
                        .isTrue();
                assertThat(ended.add(end.dialogue()))
                        .as("seed %d: ended once", seed)
                        .isTrue();
                if (end.outcome() instanceof DialogueOutcome.SessionLost) {
                    assertThat(state).as("seed %d: the state comes first", seed).isNotEqualTo(SessionState.ROUTING);
                    lost.add(end.dialogue());
                }
            } else if (effect instanceof Effect.SwitchedTooOften) {
                alarms++;
            } else if (effect instanceof Effect.Closed) {
                assertThat(closed).as("seed %d: closed once", seed).isFalse();
                closed = true;
            }
        }

        /** Four within the window are an alarm, which is told again only after a window without any. */
        private void noteSwitch() {
            long window = Switches.WINDOW.toNanos();
            if (switches.isEmpty() || now - switches.get(switches.size() - 1) >= window) {
                alarmed = false;
            }
            switches.add(now);
            if (!alarmed && switches.size() > 3 && now - switches.get(switches.size() - 4) < window) {
                alarmed = true;
                alarmsDue++;
            }
        }

        private void opened(long connection) {
            sessions.put(connection, connections.get(connection));
            words.remove(connection);
            if (seed % 2 == 0) {
                words.put(connection, ++lastWord);
            }
            assertThat(sessions.values())
                    .as("seed %d: two sides of two hosts", seed)
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(2);
        }

        /** Between two changes of the state all tasks go to one connection, which is the one that has the last word. */
        private void noteRouting(long connection) {
            if (routing == 0) {
                routing = connection;
            }
            assertThat(connection).as("seed %d: one side routes", seed).isEqualTo(routing);
            assertThat(Collections.max(words.entrySet(), Map.Entry.comparingByValue())
                            .getKey())
                    .as("seed %d: the right side routes", seed)
                    .isEqualTo(connection);
        }
    }
}
