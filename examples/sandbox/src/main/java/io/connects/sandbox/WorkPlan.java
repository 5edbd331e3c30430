package io.connects.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What will happen to one work item, drawn before the run.
 *
 * @param customer a name, in any script
 * @param subject a text, with whatever people type
 * @param after when it is offered, from the start
 * @param fate what agents and customer do
 */
record WorkPlan(String customer, String subject, Duration after, Fate fate) {
    /** What agents and customer do with a work item. */
    enum Fate {
        ACCEPTED_AT_ONCE,
        /** Declined once or twice, then accepted. */
        DECLINED_FIRST,
        /** Not answered once, then accepted. */
        UNANSWERED_FIRST,
        /** Withdrawn as soon as it was offered. */
        WITHDRAWN_AT_ONCE,
        WITHDRAWN_IN_QUEUE,
        /** Withdrawn when Cisco has chosen an agent. */
        WITHDRAWN_WHEN_CHOSEN,
        /** Withdrawn while an agent is being asked. */
        WITHDRAWN_WHEN_PUSHED,
        WITHDRAWN_AFTER_DECLINE;

        boolean withdrawn() {
            return name().startsWith("WITHDRAWN");
        }
    }

    private static final List<String> CUSTOMERS = List.of(
            "Jörg Müßiggänger",
            "Ελένη Παπαδοπούλου",
            "山田 太郎",
            "محمد الأحمد",
            "Zoë O’Connor 😀",
            "Ann\tSmith\u0007",
            "François Lefèvre",
            "Ωμέγα\r\nΑ.Ε.",
            "渡辺 さくら 🌸",
            "Grzegorz Brzęczyszczykiewicz");
    private static final List<String> SUBJECTS = List.of(
            "Rechnung prüfen – bitte schnell",
            "Δεν λειτουργεί η σύνδεσή μου",
            "請求書について質問があります",
            "لم يصل الطلب بعد",
            "Where is my order? 📦",
            "a subject that is much longer than the forty bytes that a call variable of Cisco can carry",
            "control\u0000characters\u001binside",
            "Contract <b>renewal</b> & \"quotes\"");

    /** Among so many work items every fate has its share. */
    static final int BLOCK = 20;

    /**
     * Draws plans: at least 65 % accepted at first, 15 % declined, 10 % not answered, 10 % withdrawn, spread over the phases.
     *
     * @param perSecond how many are offered a second
     */
    static List<WorkPlan> draw(int number, long seed, int perSecond) {
        var random = new Random(seed);
        var fates = new ArrayList<Fate>(number);
        List<Fate> withdrawn =
                List.of(Fate.values()).stream().filter(Fate::withdrawn).toList();
        for (int i = 0; i < number; i++) {
            int share = i % BLOCK;
            if (share < 3) {
                fates.add(Fate.DECLINED_FIRST);
            } else if (share < 5) {
                fates.add(Fate.UNANSWERED_FIRST);
            } else if (share < 7) {
                fates.add(withdrawn.get((i / BLOCK * 2 + share) % withdrawn.size()));
            } else {
                fates.add(Fate.ACCEPTED_AT_ONCE);
            }
        }
        Collections.shuffle(fates, random);
        var plans = new ArrayList<WorkPlan>(number);
        for (int i = 0; i < number; i++) {
            Duration after = Duration.ofMillis((i * 1000L + random.nextInt(1000)) / perSecond);
            plans.add(new WorkPlan(
                    CUSTOMERS.get(random.nextInt(CUSTOMERS.size())),
                    SUBJECTS.get(random.nextInt(SUBJECTS.size())),
                    after,
                    fates.get(i)));
        }
        return plans;
    }
}
