package io.connects.core.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page meant for people says: edge servers and proxies answer programs with such pages too. */
public final class HtmlPage {
    /** How far into a page its words are looked for. */
    private static final int MAX_READ = 8_192;

    private static final Pattern TITLE =
            Pattern.compile("<title[^>]*>(.*?)</title>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private HtmlPage() {}

    /** Whether the body looks like one. */
    public static boolean is(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 100), StandardCharsets.ISO_8859_1);
        return start.stripLeading().startsWith("<");
    }

    /** The title, or without one all words; on one line. */
    public static String words(byte[] body) {
        String page = new String(body, 0, Math.min(body.length, MAX_READ), StandardCharsets.UTF_8);
        Matcher title = TITLE.matcher(page);
        String text = title.find() ? title.group(1) : page.replaceAll("<[^>]*>", " ");
        return text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }
}
