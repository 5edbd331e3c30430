package io.connects.core.http;

import java.util.regex.Pattern;

/** Tells hosts that never leave this machine, by their written form and without asking DNS. */
public final class Loopback {
    private static final Pattern FORM = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");

    private Loopback() {}

    /** Without brackets or with them. */
    public static boolean is(String host) {
        return FORM.matcher(host).matches();
    }
}
