package io.connects.simulators.ids;

import io.connects.simulators.network.WebText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** The pages that a browser gets. They let nobody frame them, as identity providers do. */
final class Pages {
    private Pages() {}

    static void form(HttpServletResponse response, String action, String message, String signIn) throws IOException {
        write(response, 200, """
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sign in</title>
                <style>body{font:16px sans-serif;max-width:20em;margin:3em auto}label,input,button{display:block;width:100%%;margin:.4em 0}</style>
                </head><body><h1>Sign in</h1><p role="alert">%s</p>
                <form method="post" action="%s">
                <input type="hidden" name="request" value="%s">
                <label for="username">User</label><input id="username" name="username" autocomplete="username" autofocus>
                <label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password">
                <button type="submit">Sign in</button></form></body></html>
                """.formatted(escaped(message), escaped(action), escaped(signIn)));
    }

    /** A form that a script sends off at once, as SAML's POST binding does. */
    static void autoPost(HttpServletResponse response, String action, Map<String, String> fields) throws IOException {
        var inputs = new StringBuilder();
        fields.forEach((name, value) -> inputs.append("<input type=\"hidden\" name=\"")
                .append(escaped(name))
                .append("\" value=\"")
                .append(escaped(value))
                .append("\">"));
        write(response, 200, """
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>One moment</title></head>
                <body onload="document.forms[0].submit()"><form method="post" action="%s">%s
                <noscript><button type="submit">Continue</button></noscript></form></body></html>
                """.formatted(escaped(action), inputs));
    }

    static void fault(HttpServletResponse response, int status, String message) throws IOException {
        write(response, status, """
                <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Error</title></head>
                <body><h1>This does not work</h1><p>%s</p></body></html>
                """.formatted(escaped(message)));
    }

    private static void write(HttpServletResponse response, int status, String html) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Frame-Options", "DENY");
        WebText.write(response, status, "text/html", html);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
