package io.connects.salesforce;

import io.connects.salesforce.internal.ProxyRefusedException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a proxy answers to CONNECT when it opens no tunnel. */
final class ConnectRefusal {
    /** OkHttp tells of it in words only. */
    private static final Pattern WORDS = Pattern.compile("Unexpected response code for CONNECT: (\\d{3})");

    private ConnectRefusal() {}

    /** The same failure in words that say who refused; 5xx passes, everything else is somebody's to act on. */
    static IOException explained(OutboundProxy proxy, IOException e) {
        Matcher words = WORDS.matcher(String.valueOf(e.getMessage()));
        if (!words.matches()) {
            return e;
        }
        int status = Integer.parseInt(words.group(1));
        String who = "the proxy " + proxy.address() + " answered " + status + " to CONNECT: ";
        return switch (status) {
            case 502, 503, 504 -> new IOException(who + "it does not reach Salesforce itself", e);
            case 403 -> new ProxyRefusedException(who + "its rules do not let this machine go to Salesforce");
            default ->
                status >= 500
                        ? new IOException(who + "it is in trouble", e)
                        : new ProxyRefusedException(who + "it does not open tunnels for us");
        };
    }
}
