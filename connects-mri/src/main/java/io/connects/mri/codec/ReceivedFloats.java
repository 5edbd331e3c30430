package io.connects.mri.codec;

import io.connects.mri.message.TaskVariables;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the floating fields of one frame said. */
final class ReceivedFloats {
    private final @Nullable String[] texts = new String[FloatName.TEXTS];
    private final TaskVariables.Builder variables;
    private @Nullable String lastEccName;
    private @Nullable Map<Integer, String> eccNames;

    /** @param eccValues how many ECC scalars there are in the frame */
    ReceivedFloats(int eccValues) {
        variables = TaskVariables.builder(eccValues);
    }

    void text(FloatName name, String text) {
        texts[name.text()] = text;
    }

    /** The text, or null when it is empty or was not sent. */
    @Nullable
    String text(FloatName name) {
        String text = texts[name.text()];
        return text == null || text.isEmpty() ? null : text;
    }

    String textOrEmpty(FloatName name) {
        return Objects.requireNonNullElse(texts[name.text()], "");
    }

    void eccName(int tag, String name) {
        if (eccNames == null) {
            eccNames = new HashMap<>();
        }
        eccNames.put(tag, name);
        lastEccName = name;
    }

    /** The name that came last with this tag. */
    @Nullable
    String eccName(int tag) {
        return eccNames == null ? null : eccNames.get(tag);
    }

    /** The name that came last. */
    @Nullable
    String lastEccName() {
        return lastEccName;
    }

    TaskVariables.Builder collected() {
        return variables;
    }

    TaskVariables variables() {
        return variables.build();
    }
}
