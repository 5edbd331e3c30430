package io.connects.sso.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import okhttp3.Cookie;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

final class CookiesTest {
    private static final HttpUrl URL = HttpUrl.get("https://idp.example.com/adfs/ls");

    private final Cookies cookies = new Cookies();

    private void set(String header) {
        cookies.saveFromResponse(URL, List.of(Cookie.parse(URL, header)));
    }

    private List<String> sentTo(String url) {
        return cookies.loadForRequest(HttpUrl.get(url)).stream()
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .toList();
    }

    @Test
    void cookies_go_where_they_came_from() {
        set("a=1; Path=/adfs; Secure");
        set("a=2; Path=/adfs; Secure");
        set("b=3; Domain=example.com; Path=/");
        assertThat(sentTo("https://idp.example.com/adfs/x")).containsExactly("a=2", "b=3");
        assertThat(sentTo("http://idp.example.com/adfs/x")).containsExactly("b=3");
        assertThat(sentTo("https://ids.example.com/")).containsExactly("b=3");
        assertThat(sentTo("https://example.org/")).isEmpty();
    }

    @Test
    void what_is_over_is_gone() {
        set("a=1");
        set("a=; Max-Age=0");
        assertThat(sentTo(URL.toString())).isEmpty();
    }

    @Test
    void what_is_too_long_or_too_much_is_not_kept() {
        set("long=" + "x".repeat(5000));
        for (int i = 0; i < 300; i++) {
            set("c" + i + "=1");
        }
        assertThat(sentTo(URL.toString())).hasSize(100).doesNotContain("long");
    }
}
