package io.connects.sso.robot;

import java.util.ArrayList;
import java.util.List;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;

/** The cookies of one sign-in. What is too long or one too many is not kept, as with browsers. Thread-safe. */
final class Cookies implements CookieJar {
    /** RFC 6265 section 6.1 asks for as much at least. */
    private static final int MAX_LENGTH = 4096;

    private static final int MOST = 100;

    private final List<Cookie> kept = new ArrayList<>();

    @Override
    public synchronized void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
        for (Cookie cookie : cookies) {
            kept.removeIf(old -> old.name().equals(cookie.name())
                    && old.domain().equals(cookie.domain())
                    && old.path().equals(cookie.path()));
            boolean isOver = cookie.expiresAt() <= System.currentTimeMillis();
            if (!isOver
                    && kept.size() < MOST
                    && cookie.name().length() + cookie.value().length() <= MAX_LENGTH) {
                kept.add(cookie);
            }
        }
    }

    @Override
    public synchronized List<Cookie> loadForRequest(HttpUrl url) {
        return kept.stream().filter(cookie -> cookie.matches(url)).toList();
    }
}
