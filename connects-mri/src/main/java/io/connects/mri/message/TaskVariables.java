package io.connects.mri.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The variables that travel with a task: call variables 1 to 10, ECC scalars by name, ECC arrays by name and index 0 to 254. Immutable and
 * compact: a dialogue may wait for hours, and thousands wait at a time.
 *
 * <p>An empty call variable and none are the same; an empty ECC variable is one. The views are made when they are asked for. Texts are
 * people's data: {@link #toString} leaves them out.
 */
public final class TaskVariables {
    /** How many call variables a task has. */
    public static final int CALL_VARIABLES = 10;

    /** The highest index of an ECC array's element. */
    public static final int LAST_INDEX = 254;

    private static final String[] NO_TEXTS = {};
    private static final byte ASCII = 1;
    private static final byte OTHER = 2;

    /** No variables. */
    public static final TaskVariables NONE = new TaskVariables(NO_TEXTS, NO_TEXTS, List.of());

    /** Ten of them, the first one at 0; null where there is none; or no places at all. */
    private final @Nullable String[] callVariables;

    /** Each name followed by its value, by ascending name. */
    private final String[] ecc;

    /** By ascending name and index. */
    private final List<EccElement> elements;

    /** Whether all texts are ASCII: not known before somebody asks, and the same whoever finds out. */
    private byte ascii;

    private TaskVariables(@Nullable String[] callVariables, String[] ecc, List<EccElement> elements) {
        this.callVariables = callVariables;
        this.ecc = ecc;
        this.elements = elements;
    }

    /**
     * One element of an ECC array.
     *
     * @param index 0 to 254
     */
    public record EccElement(String name, int index, String text) {
        public EccElement {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(text, "text");
            if (index < 0 || index > LAST_INDEX) {
                throw new IllegalArgumentException("index: must be 0 to " + LAST_INDEX + ", was " + index);
            }
        }

        /** Without the text. */
        @Override
        public String toString() {
            return "EccElement[name=" + name + ", index=" + index + "]";
        }
    }

    public static Builder builder() {
        return builder(0);
    }

    /**
     * A builder with room for ECC scalars.
     *
     * @param eccScalars how many are expected; more are taken as well
     */
    public static Builder builder(int eccScalars) {
        return new Builder(eccScalars);
    }

    /**
     * One call variable; null for none.
     *
     * @param number 1 to 10
     */
    public @Nullable String callVariable(int number) {
        checkNumber(number);
        return callVariables.length == 0 ? null : callVariables[number - 1];
    }

    /** One ECC scalar; null for none. */
    public @Nullable String ecc(String name) {
        int low = 0;
        int high = ecc.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = ecc[2 * middle].compareTo(name);
            if (order == 0) {
                return ecc[2 * middle + 1];
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** The call variables that are not empty, by number. */
    public SortedMap<Integer, String> callVariables() {
        var view = new TreeMap<Integer, String>();
        for (int i = 0; i < callVariables.length; i++) {
            String text = callVariables[i];
            if (text != null) {
                view.put(i + 1, text);
            }
        }
        return Collections.unmodifiableSortedMap(view);
    }

    /** The ECC scalars, by name. */
    public SortedMap<String, String> ecc() {
        var view = new TreeMap<String, String>();
        for (int i = 0; i < eccCount(); i++) {
            view.put(eccName(i), eccValue(i));
        }
        return Collections.unmodifiableSortedMap(view);
    }

    /** The ECC arrays, by name: index to text. */
    public SortedMap<String, SortedMap<Integer, String>> eccArrays() {
        var view = new TreeMap<String, SortedMap<Integer, String>>();
        for (EccElement element : elements) {
            view.computeIfAbsent(element.name(), name -> new TreeMap<>()).put(element.index(), element.text());
        }
        view.replaceAll((name, array) -> Collections.unmodifiableSortedMap(array));
        return Collections.unmodifiableSortedMap(view);
    }

    /** How many ECC scalars there are. */
    public int eccCount() {
        return ecc.length / 2;
    }

    /**
     * The name of an ECC scalar.
     *
     * @param i its place by ascending name, from 0 on
     */
    public String eccName(int i) {
        return ecc[2 * i];
    }

    /**
     * The value of an ECC scalar.
     *
     * @param i its place by ascending name, from 0 on
     */
    public String eccValue(int i) {
        return ecc[2 * i + 1];
    }

    /** The elements of all ECC arrays, by ascending name and index. */
    public List<EccElement> eccElements() {
        return elements;
    }

    /**
     * Whether every text, names aside, has nothing but the characters 1 to 127. Looked up once: a task is written when it is checked and again when
     * it is sent.
     */
    public boolean isAscii() {
        if (ascii == 0) {
            ascii = allAscii() ? ASCII : OTHER;
        }
        return ascii == ASCII;
    }

    private boolean allAscii() {
        for (String text : callVariables) {
            if (text != null && !isAscii(text)) {
                return false;
            }
        }
        for (int i = 0; i < eccCount(); i++) {
            if (!isAscii(eccValue(i))) {
                return false;
            }
        }
        for (int i = 0; i < elements.size(); i++) {
            if (!isAscii(elements.get(i).text())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == 0 || text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskVariables that
                && Arrays.equals(callVariables, that.callVariables)
                && Arrays.equals(ecc, that.ecc)
                && elements.equals(that.elements);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(callVariables) + Arrays.hashCode(ecc)) + elements.hashCode();
    }

    /** Which variables there are, without their texts. */
    @Override
    public String toString() {
        var arrays = new TreeMap<String, Object>();
        eccArrays().forEach((name, array) -> arrays.put(name, array.keySet()));
        return "TaskVariables[callVariables=" + callVariables().keySet() + ", ecc=" + ecc().keySet() + ", eccArrays="
                + arrays + "]";
    }

    private static void checkNumber(int number) {
        if (number < 1 || number > CALL_VARIABLES) {
            throw new IllegalArgumentException("callVariables: numbers are 1 to 10, was " + number);
        }
    }

    /** Collects variables; the last one of a number, name or element counts. Not thread-safe. */
    public static final class Builder {
        private @Nullable String[] callVariables = NO_TEXTS;
        private String[] ecc;
        private int eccLength;
        private List<EccElement> elements = List.of();
        private boolean handedOver; // the call variables belong to what was built

        private Builder(int eccScalars) {
            ecc = eccScalars == 0 ? NO_TEXTS : new String[2 * eccScalars];
        }

        /**
         * Sets one call variable.
         *
         * @param number 1 to 10
         * @param text empty for none
         */
        public Builder callVariable(int number, String text) {
            checkNumber(number);
            if (callVariables.length == 0 && !text.isEmpty()) {
                callVariables = new String[CALL_VARIABLES];
            } else if (handedOver) {
                callVariables = callVariables.clone();
            }
            handedOver = false;
            if (callVariables.length != 0) {
                callVariables[number - 1] = text.isEmpty() ? null : text;
            }
            return this;
        }

        public Builder callVariables(Map<Integer, String> texts) {
            texts.forEach(this::callVariable);
            return this;
        }

        public Builder ecc(String name, String value) {
            if (eccLength == ecc.length) {
                ecc = Arrays.copyOf(ecc, Math.max(8, 2 * eccLength));
            }
            ecc[eccLength] = Objects.requireNonNull(name, "name");
            ecc[eccLength + 1] = Objects.requireNonNull(value, "value");
            eccLength += 2;
            return this;
        }

        public Builder ecc(Map<String, String> values) {
            values.forEach(this::ecc);
            return this;
        }

        /**
         * Sets one element of an ECC array.
         *
         * @param index 0 to 254
         */
        public Builder eccElement(String name, int index, String text) {
            if (elements.isEmpty()) {
                elements = new ArrayList<>();
            }
            elements.add(new EccElement(name, index, text));
            return this;
        }

        public Builder eccArrays(Map<String, ? extends Map<Integer, String>> arrays) {
            arrays.forEach((name, array) -> array.forEach((index, text) -> eccElement(name, index, text)));
            return this;
        }

        /** Adds all of these, over what is there. */
        public Builder addAll(TaskVariables variables) {
            callVariables(variables.callVariables());
            ecc(variables.ecc());
            for (EccElement element : variables.elements) {
                eccElement(element.name(), element.index(), element.text());
            }
            return this;
        }

        public TaskVariables build() {
            boolean anyCallVariable = anyCallVariable();
            if (!anyCallVariable && eccLength == 0 && elements.isEmpty()) {
                return NONE;
            }
            handedOver = true;
            return new TaskVariables(anyCallVariable ? callVariables : NO_TEXTS, sortedScalars(), sortedElements());
        }

        private boolean anyCallVariable() {
            for (String text : callVariables) {
                if (text != null) {
                    return true;
                }
            }
            return false;
        }

        private String[] sortedScalars() {
            for (int i = 2; i < eccLength; i += 2) {
                if (ecc[i - 2].compareTo(ecc[i]) >= 0) {
                    return sorted();
                }
            }
            // A full array is never written to again: what is added then goes into a longer one.
            return eccLength == ecc.length ? ecc : Arrays.copyOf(ecc, eccLength);
        }

        private String[] sorted() {
            var byName = new TreeMap<String, String>();
            for (int i = 0; i < eccLength; i += 2) {
                byName.put(ecc[i], ecc[i + 1]);
            }
            var sorted = new ArrayList<String>(2 * byName.size());
            byName.forEach((name, value) -> Collections.addAll(sorted, name, value));
            return sorted.toArray(String[]::new);
        }

        private List<EccElement> sortedElements() {
            if (elements.isEmpty()) {
                return List.of();
            }
            var byName = new TreeMap<String, SortedMap<Integer, EccElement>>();
            for (EccElement element : elements) {
                byName.computeIfAbsent(element.name(), name -> new TreeMap<>()).put(element.index(), element);
            }
            return byName.values().stream()
                    .flatMap(array -> array.values().stream())
                    .toList();
        }
    }
}
