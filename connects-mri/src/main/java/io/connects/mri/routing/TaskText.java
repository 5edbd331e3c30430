package io.connects.mri.routing;

import io.connects.core.routing.TaskRequest;
import io.connects.core.text.TextRules;
import io.connects.mri.codec.EccMode;
import io.connects.mri.codec.MriCodec;
import io.connects.mri.codec.MriDialect;
import io.connects.mri.message.NewTask;
import io.connects.mri.message.RegisterVariables;
import io.connects.mri.message.TaskVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a task of a request such that the dialect can always carry it. Every text is fitted by the text rules. All ECC variables together take
 * at most {@value MriCodec#MAX_ECC_BYTES} bytes, for which the longest are cut first, so that short ones (the correlation value) stay whole.
 */
final class TaskText {
    private static final Pattern CALL_VARIABLE = Pattern.compile("callVariable([1-9]|10)");

    private final MriDialect dialect;
    private final MriCodec codec;
    private final TextRules rules;
    private final Set<String> eccNames;

    TaskText(MriDialect dialect, List<String> eccNames, UnaryOperator<String> transliterator) {
        this.dialect = dialect;
        this.codec = dialect.eccMode() == EccMode.REGISTERED_TAG
                ? MriCodec.of(dialect).with(RegisterVariables.of(eccNames))
                : MriCodec.of(dialect);
        this.rules = new TextRules(transliterator, dialect.sendCharset());
        this.eccNames = Set.copyOf(eccNames);
    }

    /**
     * A task that fits.
     *
     * @param changed how many texts are not as they came
     * @param unknown variables that are neither call variables nor ECC variables of this router, and so were left out
     */
    record Fitted(NewTask task, int changed, List<String> unknown) {}

    Fitted fit(TaskRequest request) {
        TextRules.Fitted selector = rules.fit(request.scriptSelector(), dialect.maxTextBytes("ScriptSelector"));
        int changed = selector.changed() ? 1 : 0;
        var callVariables = new TreeMap<Integer, String>();
        var ecc = new TreeMap<String, String>();
        var unknown = new ArrayList<String>();
        for (Map.Entry<String, String> variable : request.variables().entrySet()) {
            Matcher call = CALL_VARIABLE.matcher(variable.getKey());
            if (call.matches()) {
                var text = rules.fit(variable.getValue(), dialect.maxTextBytes("CallVariable1-10"));
                changed += text.changed() ? 1 : 0;
                callVariables.put(Integer.valueOf(call.group(1)), text.text());
            } else if (eccNames.contains(variable.getKey())) {
                ecc.put(variable.getKey(), variable.getValue());
            } else {
                unknown.add(variable.getKey());
            }
        }
        NewTask bare = task(request, selector.text(), callVariables, Map.of());
        NewTask whole = task(request, selector.text(), callVariables, fitTogether(bare, ecc));
        for (Map.Entry<String, String> variable : ecc.entrySet()) {
            changed += variable.getValue().equals(whole.variables().ecc(variable.getKey())) ? 0 : 1;
        }
        return new Fitted(whole, changed, List.copyOf(unknown));
    }

    private static NewTask task(
            TaskRequest request, String selector, Map<Integer, String> callVariables, Map<String, String> ecc) {
        return NewTask.builder(request.mrdId(), selector)
                .previousTask(request.previousTask())
                .preferredAgent(request.preferredAgent())
                .callVariables(callVariables)
                .ecc(ecc)
                .build();
    }

    private SortedMap<String, String> fitTogether(NewTask bare, SortedMap<String, String> ecc) {
        int room = Math.min(MriCodec.MAX_ECC_BYTES, dialect.maxBodyBytes() - codec.bodyLength(bare));
        var kept = new TreeMap<>(ecc);
        int low = 0;
        int high = dialect.maxTextBytes("EccValue");
        SortedMap<String, String> best = cut(kept, high);
        if (size(best) <= room) {
            return best;
        }
        for (best = cut(kept, 0); size(best) > room; best = cut(kept, 0)) {
            kept.remove(kept.lastKey()); // not even the names and headers of so many fit
        }
        while (high - low > 1) {
            int middle = (low + high) / 2;
            SortedMap<String, String> tried = cut(kept, middle);
            if (size(tried) <= room) {
                low = middle;
                best = tried;
            } else {
                high = middle;
            }
        }
        return best;
    }

    private int size(SortedMap<String, String> ecc) {
        return codec.eccBytes(TaskVariables.builder(ecc.size()).ecc(ecc).build());
    }

    private SortedMap<String, String> cut(SortedMap<String, String> ecc, int maxBytes) {
        var cut = new TreeMap<String, String>();
        ecc.forEach((name, value) -> cut.put(name, rules.fit(value, maxBytes).text()));
        return cut;
    }
}
