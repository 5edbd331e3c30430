package io.connects.simulators.mri;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers, widths and string rules of MRI, as a dialect file gives them. The head of the file is its grammar. Immutable.
 *
 * @param name the dialect's own name
 * @param session layouts of the session messages by name
 * @param dialogue layouts of the dialogue messages by name
 * @param floats floating fields by name; a run such as {@code CallVariable1-10} has one entry each
 * @param reasons numbers of NEW_TASK_FAILURE's reasons by name
 * @param causes RELEASE's causes by name
 */
public record Dialect(
        String name,
        Framing framing,
        Map<String, Layout> session,
        Map<String, Layout> dialogue,
        Map<String, FloatRow> floats,
        Map<String, Long> reasons,
        Map<String, Cause> causes) {
    public Dialect {
        session = Map.copyOf(session);
        dialogue = Map.copyOf(dialogue);
        floats = Map.copyOf(floats);
        reasons = Map.copyOf(reasons);
        causes = Map.copyOf(causes);
    }

    /**
     * Reads a dialect file, to its end; the caller closes it.
     *
     * @throws IllegalArgumentException naming the line that does not follow the grammar, or what is missing
     * @throws IOException when reading fails
     */
    public static Dialect read(InputStream file) throws IOException {
        return new DialectFile(file).dialect();
    }

    /** The dialect that everybody starts with, {@code ged125-like}. */
    public static Dialect standard() {
        return builtIn("ged125-like");
    }

    /**
     * A dialect from the class path.
     *
     * @param name {@code ged125-like} or {@code ged188-like}
     * @throws IllegalArgumentException when it is not there
     */
    public static Dialect builtIn(String name) {
        String resource = "/io/connects/mri/dialect/" + name + ".dialect";
        try (InputStream file = Dialect.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalArgumentException("name: the class path has no " + resource);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Why a script released a task.
     *
     * @param number RELEASE's Cause
     * @param expired whether the task had waited for as long as it may
     */
    public record Cause(long number, boolean expired) {}

    /**
     * How messages are laid out in general.
     *
     * @param lengthCountsHeader whether the length at the front counts the 8 bytes of the header too
     * @param maxBodyBytes more is refused, and the connection closed
     * @param subtypedBy type of all dialogue messages, which then start with a u32 sub-type; null when the type itself names the message
     * @param dialogueHeader what every dialogue message starts with, after the sub-type
     * @param nulEnded whether strings are sent with one NUL at the end, which counts
     * @param ecc how ECC variables travel
     * @param emptyCallVariables whether call variables without a value are sent, empty
     * @param nullId the number that stands for no id
     * @param firstSequence SendSeqNo of the first message of a dialogue and direction
     * @param protocolVersion the version that the PG opens with
     * @param idleTimeoutInMilliseconds unit of OPEN_REQ's IdleTimeout; seconds otherwise
     * @param scriptResultOk RUN_SCRIPT_RESULT's ResultCode that says: the script is being run
     */
    public record Framing(
            boolean lengthCountsHeader,
            int maxBodyBytes,
            @Nullable Long subtypedBy,
            List<Field> dialogueHeader,
            int floatTagBytes,
            int floatLengthBytes,
            boolean nulEnded,
            Charset readCharset,
            Charset sendCharset,
            EccMode ecc,
            boolean emptyCallVariables,
            long nullId,
            int firstSequence,
            long protocolVersion,
            boolean idleTimeoutInMilliseconds,
            long scriptResultOk) {
        public Framing {
            dialogueHeader = List.copyOf(dialogueHeader);
        }
    }

    /** How ECC variables travel. */
    public enum EccMode {
        /** One floating field with a number that REGISTER_VARIABLES gave to the name, and the value. */
        REGISTERED_TAG,
        /** Two floating fields, name and value. */
        NAME_VALUE,
        /** One floating field with name, NUL, value. */
        NAMED_VARIABLE
    }

    /** The fixed part of a message: its number, and its fields in wire order. */
    public record Layout(String name, long number, List<Field> fields) {
        public Layout {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field of fixed size.
     *
     * @param constant what is always written, and ignored on read; null for a field that carries something
     */
    public record Field(String name, Type type, @Nullable Long constant) {}

    /** The types of fixed size, big-endian. */
    public enum Type {
        U8(1, 0, 0xFF),
        U16(2, 0, 0xFFFF),
        U32(4, 0, 0xFFFF_FFFFL),
        I32(4, Integer.MIN_VALUE, Integer.MAX_VALUE),
        /** Three {@link #I32}: day, key, sequence. */
        TASKID(12, 0, 0);

        final int bytes;
        final long least;
        final long most;

        Type(int bytes, long least, long most) {
            this.bytes = bytes;
            this.least = least;
            this.most = most;
        }
    }

    /**
     * A floating field.
     *
     * @param maxBytes the longest text, without ECC tag, length and NUL
     */
    public record FloatRow(String name, int tag, Kind kind, int maxBytes) {
        /** What a floating field holds. */
        public enum Kind {
            STRING,
            ECC_NAME,
            ECC_VALUE,
            ECC_ARRAY
        }
    }

    Layout layout(String message) {
        return Objects.requireNonNull(session.getOrDefault(message, dialogue.get(message)), message);
    }

    boolean isDialogue(String message) {
        return dialogue.containsKey(message);
    }

    /** The most that every field of this name can hold. */
    long most(String fieldName) {
        return Stream.concat(session.values().stream(), dialogue.values().stream())
                .flatMap(layout -> layout.fields().stream())
                .filter(field -> field.name().equals(fieldName))
                .mapToLong(field -> field.type().most)
                .min()
                .orElse(Type.U32.most);
    }

    /** The number of a cause of this class: the first that is listed, else the lowest that is not, which means released. */
    long cause(boolean expired) {
        return causes.values().stream()
                .filter(cause -> cause.expired() == expired)
                .mapToLong(Cause::number)
                .min()
                .orElseGet(() -> LongStream.iterate(0, n -> n + 1)
                        .filter(n -> causes.values().stream().noneMatch(cause -> cause.number() == n))
                        .findFirst()
                        .orElseThrow());
    }

    FloatRow row(String floatName) {
        return Objects.requireNonNull(floats.get(floatName), floatName);
    }

    static @Nullable Layout numbered(Collection<Layout> layouts, long number) {
        return layouts.stream()
                .filter(layout -> layout.number() == number)
                .findFirst()
                .orElse(null);
    }
}
