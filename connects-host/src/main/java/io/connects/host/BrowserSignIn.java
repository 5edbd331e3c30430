package io.connects.host;

import io.connects.core.NotAuthorisedException;
import io.connects.core.Secret;
import io.connects.sso.ids.AuthorizationRequest;
import io.connects.sso.ids.IdsClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/** Signs a person in with a browser of his own: prints where it goes, and reads where it was sent to. Blocks until a line comes; not thread-safe. */
final class BrowserSignIn {
    private final InputStream in;
    private final PrintWriter out;

    /**
     * @param in what the person types; stays the caller's
     * @param out what he reads; stays the caller's
     */
    BrowserSignIn(InputStream in, PrintWriter out) {
        this.in = in;
        this.out = out;
    }

    /**
     * The code of one sign-in.
     *
     * @throws io.connects.core.ConnectsException when what is typed does not answer it, or the node refused
     */
    Secret code(IdsClient node) {
        AuthorizationRequest request = node.authorize();
        out.println("Open this in a browser and sign in:");
        out.println(request.uri());
        out.println("Then give the address that the browser was sent to, within a minute:");
        out.flush();
        try {
            String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
            return request.code(new URI(line == null ? "" : line.strip()));
        } catch (URISyntaxException e) {
            // What it says quotes the address, and that has the code.
            throw new NotAuthorisedException("the redirect does not answer this sign-in: it is no address", null);
        } catch (IOException e) {
            throw new NotAuthorisedException("the redirect does not answer this sign-in: it cannot be read", e);
        }
    }
}
