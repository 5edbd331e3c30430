package io.connects.benchmarks.salesforce;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Counts requests by what they ask for. Thread-safe. */
final class CallCounter implements Interceptor {
    private static final Pattern FROM = Pattern.compile("(?i)\\bFROM\\s+(\\w+)");
    private static final String TOKEN = "token";
    private static final String STREAMING = "streaming";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    @Override
    public Response intercept(Chain chain) throws IOException {
        counts.computeIfAbsent(kind(chain.request()), kind -> new LongAdder()).increment();
        return chain.proceed(chain.request());
    }

    /** What a request asks for, with the object where it names one. */
    static String kind(Request request) {
        HttpUrl url = request.url();
        List<String> path = url.pathSegments();
        if (path.get(0).equals("cometd")) {
            return STREAMING;
        }
        if (path.contains("oauth2")) {
            return TOKEN;
        }
        // /services/data/vNN.0/RESOURCE/...
        if (path.size() < 4 || path.get(3).isEmpty()) {
            return "versions";
        }
        return switch (path.get(3)) {
            case "query" -> path.size() > 4 ? "query, further page" : "query " + object(url.queryParameter("q"));
            case "sobjects" -> record(request, path);
            case "composite" -> request.method() + " " + String.join("/", path.subList(3, path.size()));
            default -> path.get(3);
        };
    }

    private static String object(@org.jspecify.annotations.Nullable String query) {
        Matcher from = FROM.matcher(query == null ? "" : query);
        return from.find() ? from.group(1) : "";
    }

    private static String record(Request request, List<String> path) {
        String last = path.get(path.size() - 1);
        String object = path.size() > 4 ? path.get(4) : "";
        boolean ofObject =
                path.size() == 6 && (last.equals("describe") || last.equals("updated") || last.equals("deleted"));
        return object.isEmpty() ? "list of objects" : (ofObject ? last : request.method()) + " " + object;
    }

    /** How often by kind, those that Salesforce does not count as API requests left out. */
    Map<String, Long> rest() {
        var rest = new TreeMap<String, Long>();
        counts.forEach((kind, count) -> rest.put(kind, count.sum()));
        rest.keySet().removeAll(List.of(TOKEN, STREAMING));
        return rest;
    }

    long restTotal() {
        return rest().values().stream().mapToLong(Long::longValue).sum();
    }

    long tokens() {
        return count(TOKEN);
    }

    long streaming() {
        return count(STREAMING);
    }

    private long count(String kind) {
        LongAdder count = counts.get(kind);
        return count == null ? 0 : count.sum();
    }
}
