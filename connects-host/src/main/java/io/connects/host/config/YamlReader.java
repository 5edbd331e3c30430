package io.connects.host.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads one YAML document into {@link Node}s. Aliases and tags are faults: no configuration needs them, and hostile files are made of them.
 */
final class YamlReader {
    /** The most characters of a document. */
    static final int MAX_CHARACTERS = 1024 * 1024;

    private static final int MAX_DEPTH = 20;

    private final Faults faults;

    YamlReader(Faults faults) {
        this.faults = faults;
    }

    /** The document; empty when it cannot be read at all, or has nothing in it. */
    Optional<Node> read(String yaml) {
        if (yaml.length() > MAX_CHARACTERS) {
            faults.add("", 0, "is longer than " + MAX_CHARACTERS + " characters");
            return Optional.empty();
        }
        try (YAMLParser parser = factory().createParser(yaml)) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Node root = node(parser, "");
            if (parser.nextToken() != null) {
                faults.add("", line(parser), "holds more than one document");
            }
            return Optional.of(root);
        } catch (JsonProcessingException e) {
            refuse(e);
        } catch (IOException e) {
            faults.add("", 0, "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Reports what is wrong without the piece of text that most messages quote: it may be a secret. */
    private void refuse(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked) {
            String context = marked.getContext() == null ? "" : marked.getContext() + ": ";
            int line = marked.getProblemMark() == null
                    ? 0
                    : marked.getProblemMark().getLine() + 1;
            faults.add("", line, "is not YAML: " + context + marked.getProblem());
        } else {
            int line = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getLineNr());
            String message = e.getOriginalMessage().lines().findFirst().orElse("");
            faults.add("", line, "is not YAML: " + message);
        }
    }

    private static YAMLFactory factory() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(MAX_DEPTH);
        return YAMLFactory.builder()
                .loaderOptions(options)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .build();
    }

    private Node node(YAMLParser parser, String path) throws IOException {
        int line = line(parser);
        refuse(parser.getTypeId(), "tags", path, line);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(parser, path, line);
        }
        if (token == JsonToken.START_ARRAY) {
            var items = new ArrayList<Node>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(node(parser, path + "[" + items.size() + "]"));
            }
            return new Node.Sequence(line, items);
        }
        if (token == JsonToken.VALUE_NULL) {
            return new Node.Empty(line);
        }
        if (parser.isCurrentAlias()) {
            refuse(parser.getText(), "aliases", path, line);
            return new Node.Empty(line);
        }
        String text = parser.getText();
        return text.isEmpty() ? new Node.Empty(line) : new Node.Scalar(line, text);
    }

    private Node mapping(YAMLParser parser, String path, int line) throws IOException {
        var entries = new LinkedHashMap<String, Node.Entry>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            int keyLine = line(parser);
            String keyPath = Node.path(path, key);
            parser.nextToken();
            Node.Entry entry = new Node.Entry(keyLine, node(parser, keyPath));
            if (entries.putIfAbsent(key, entry) != null) {
                faults.add(keyPath, keyLine, "is there twice");
            }
        }
        return new Node.Mapping(line, entries);
    }

    private void refuse(@Nullable Object found, String what, String path, int line) {
        if (found != null) {
            faults.add(path, line, "YAML's " + what + " are not supported here: " + found);
        }
    }

    private static int line(YAMLParser parser) {
        return parser.currentTokenLocation().getLineNr();
    }
}
