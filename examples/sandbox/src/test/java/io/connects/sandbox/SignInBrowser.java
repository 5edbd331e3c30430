package io.connects.sandbox;

import io.connects.core.http.OwnResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Somebody who signs in at the simulated identity service, up to where the browser leaves it. */
final class SignInBrowser {
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");
    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    private SignInBrowser() {}

    /** The address that the browser is sent to, with the code. */
    static URI redirected(URI start, Path authority, String login, String password) {
        try (var own = new OwnResources("browser")) {
            OkHttpClient http = own.resources()
                    .trusting(List.of(authority))
                    .http()
                    .newBuilder()
                    .followRedirects(false)
                    .build();
            HttpUrl home = HttpUrl.get(start.toString());
            Request request = new Request.Builder().url(home).build();
            for (int hops = 0; hops < 10; hops++) {
                try (Response response = http.newCall(request).execute()) {
                    HttpUrl at = request.url();
                    String location = response.header("Location");
                    HttpUrl to = location == null ? null : at.resolve(location);
                    if (to != null && !to.host().equals(home.host())) {
                        return to.uri();
                    }
                    request = to == null
                            ? filled(at, response.body().string(), Map.of("username", login, "password", password))
                            : new Request.Builder().url(to).build();
                }
            }
            throw new AssertionError("the sign-in leads on and on");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request filled(HttpUrl at, String page, Map<String, String> values) {
        Matcher action = ACTION.matcher(page);
        HttpUrl to = action.find() ? at.resolve(action.group(1)) : null;
        if (to == null) {
            throw new AssertionError("no form in " + page);
        }
        var form = new FormBody.Builder();
        values.forEach(form::add);
        Matcher hidden = HIDDEN.matcher(page);
        while (hidden.find()) {
            form.add(hidden.group(1), hidden.group(2));
        }
        return new Request.Builder().url(to).post(form.build()).build();
    }
}
