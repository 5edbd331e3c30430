package io.connects.mri.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every number, width and string rule of the protocol, read from a dialect file. Cisco publishes none of them, so a site replaces rows of the
 * file rather than code; {@code docs/wire-mri.md} describes the format and how far each row may be trusted. Immutable.
 */
public final class MriDialect {
    /** The names of the dialects that come with this library. */
    public static final List<String> BUILT_IN = List.of("ged125-like", "ged188-like");

    private static final String RESOURCES = "/io/connects/mri/dialect/";

    private final DialectText text;
    private final String name;
    private final Framing framing;
    private final Map<String, Layout> layouts;
    private final List<FloatRow> floats;
    private final Map<Long, Reason> reasons;
    private final Map<Long, Cause> causes;

    MriDialect(
            DialectText text,
            String name,
            Framing framing,
            Map<String, Layout> layouts,
            List<FloatRow> floats,
            Map<Long, Reason> reasons,
            Map<Long, Cause> causes) {
        this.text = text;
        this.name = name;
        this.framing = framing;
        this.layouts = Map.copyOf(layouts);
        this.floats = List.copyOf(floats);
        this.reasons = Map.copyOf(reasons);
        this.causes = Map.copyOf(causes);
    }

    /**
     * What a reason code of NEW_TASK_FAILURE means.
     *
     * @param permanent whether the same task will fail again until somebody changes a configuration
     */
    public record Reason(String name, boolean permanent) {}

    /**
     * What a cause of RELEASE means.
     *
     * @param expired whether the task had waited for as long as it may
     */
    public record Cause(String name, boolean expired) {}

    /**
     * Reads a dialect file. Does not close the reader.
     *
     * @throws IllegalArgumentException naming every fault with its line, one a line
     * @throws IOException when the reader fails
     */
    public static MriDialect read(Reader text) throws IOException {
        return DialectText.read(text).dialect();
    }

    /**
     * Reads a dialect file in UTF-8. Does not close the stream.
     *
     * @throws IllegalArgumentException naming every fault with its line, one a line
     * @throws IOException when the stream fails
     */
    public static MriDialect read(InputStream text) throws IOException {
        return read(new InputStreamReader(text, StandardCharsets.UTF_8));
    }

    /** The best-founded guess, in the image of the protocol's public sibling GED-125. */
    public static MriDialect ged125Like() {
        return resource("ged125-like");
    }

    /** The other shape that the family allows: message types of their own, wide floats, strings that end in NUL, ECC variables by name. */
    public static MriDialect ged188Like() {
        return resource("ged188-like");
    }

    /** The dialect of this name among {@link #BUILT_IN}. */
    public static Optional<MriDialect> builtIn(String name) {
        return BUILT_IN.contains(name) ? Optional.of(resource(name)) : Optional.empty();
    }

    private static MriDialect resource(String name) {
        try (InputStream text = MriDialect.class.getResourceAsStream(RESOURCES + name + ".dialect")) {
            if (text == null) {
                throw new IllegalStateException("The class path has no " + RESOURCES + name + ".dialect");
            }
            return read(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file that says all this. */
    public DialectText text() {
        return text;
    }

    public String name() {
        return name;
    }

    /** What the code means, or empty when the dialect does not list it; it is temporary then. */
    public Optional<Reason> reason(long code) {
        return Optional.ofNullable(reasons.get(code));
    }

    /** The code of the reason with this name, such as {@code NO_SCRIPT}; empty when the dialect does not list it. */
    public OptionalLong reasonCode(String reasonName) {
        return reasons.entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(reasonName))
                .mapToLong(Map.Entry::getKey)
                .findFirst();
    }

    /** What the cause means, or empty when the dialect does not list it; the script has released the task then. */
    public Optional<Cause> cause(long code) {
        return Optional.ofNullable(causes.get(code));
    }

    /** The result code of RUN_SCRIPT_RESULT that says: the script is being run. */
    public long scriptResultOk() {
        return framing.scriptResultOk();
    }

    public EccMode eccMode() {
        return framing.eccMode();
    }

    /** In which charset texts are sent; the codec refuses whatever it lacks. */
    public Charset sendCharset() {
        return framing.sendCharset();
    }

    /** The most bytes that a message may have after its header. */
    public int maxBodyBytes() {
        return framing.maxBodyBytes();
    }

    /**
     * The most bytes of text that a floating field holds.
     *
     * @param floatName as in the dialect file, such as {@code ScriptSelector} or {@code CallVariable1-10}
     */
    public int maxTextBytes(String floatName) {
        return floating(floatName).maxBytes();
    }

    /** The sequence number of the first message of a dialogue, in each direction. */
    public long firstSequence() {
        return framing.firstSequence();
    }

    /** The protocol version that a PIM opens with, as far as we know. */
    public long protocolVersion() {
        return framing.protocolVersion();
    }

    /** Whether routing is taken to be enabled from OPEN_CONF on, before any ROUTING_ENABLED. */
    public boolean routingAfterOpen() {
        return framing.routingAfterOpen();
    }

    /**
     * The time that OPEN_REQ's IdleTimeout stands for; empty for the null id, which means no limit.
     *
     * @param idleTimeout 0 to 4294967295
     */
    public Optional<Duration> idleTimeout(long idleTimeout) {
        return idleTimeout == framing.nullId()
                ? Optional.empty()
                : Optional.of(Duration.of(idleTimeout, framing.idleTimeoutUnit()));
    }

    @Override
    public String toString() {
        return "MriDialect[" + name + "]";
    }

    Framing framing() {
        return framing;
    }

    /** The rows of messages by name; all of them, unless the file was read for explaining only. */
    Map<String, Layout> layouts() {
        return layouts;
    }

    Layout layout(String message) {
        Layout layout = layouts.get(message);
        if (layout == null) {
            throw new IllegalStateException("Dialect " + name + " has no row for " + message);
        }
        return layout;
    }

    FloatRow floating(String floatName) {
        return floats.stream()
                .filter(row -> row.name().equals(floatName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("floatName: no such floating field: " + floatName));
    }

    /** The row that lists this tag, if any. */
    Optional<FloatRow> floating(long tag) {
        return floats.stream().filter(row -> row.has(tag)).findFirst();
    }
}
