package io.connects.simulators.ids;

import io.connects.core.Secret;
import io.connects.simulators.ids.saml.SamlIdentityProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An identity service to run by itself: two users, and one client that is told everything it needs. */
public final class IdsProgram {
    private IdsProgram() {}

    /**
     * Starts an identity service and prints how to use it. The caller closes it.
     *
     * @param port 0 for any that is free
     * @param redirectUri where the client wants its codes
     * @param out gets lines of {@code key value}
     */
    public static SimulatedIds run(
            int port, TokenFormat format, Lifetimes lifetimes, URI redirectUri, PrintWriter out) {
        return run(IdsOptions.builder().port(port).format(format).lifetimes(lifetimes), redirectUri, out);
    }

    /**
     * The same with an identity provider by SAML: writes what that one has to load into a file, which is deleted when the Java VM ends.
     *
     * @param metaAlias whether the address for answers ends as in newer releases
     */
    public static SimulatedIds run(
            int port,
            TokenFormat format,
            Lifetimes lifetimes,
            URI redirectUri,
            SamlIdentityProvider identityProvider,
            boolean metaAlias,
            PrintWriter out) {
        IdsOptions.Builder options = IdsOptions.builder()
                .port(port)
                .format(format)
                .lifetimes(lifetimes)
                .identityProvider(identityProvider)
                .metaAlias(metaAlias);
        SimulatedIds ids = run(options, redirectUri, out);
        try {
            Path metadata = Files.createTempFile("service-provider", ".xml");
            metadata.toFile().deleteOnExit();
            Files.writeString(metadata, ids.serviceProviderMetadata());
            out.println("metadata " + metadata);
            out.flush();
            return ids;
        } catch (IOException e) {
            ids.close();
            throw new UncheckedIOException("cannot write the metadata of the service provider", e);
        }
    }

    private static SimulatedIds run(IdsOptions.Builder builder, URI redirectUri, PrintWriter out) {
        var application = new IdsApplication("connects", Secret.of("connects-secret"), List.of(redirectUri));
        IdsOptions options = builder.application(application)
                .user(IdsUser.of("1001", "secret1001"))
                .user(IdsUser.of("1002", "secret1002"))
                .build();
        var ids = new SimulatedIds(options);
        try {
            ids.start();
        } catch (RuntimeException e) {
            ids.close();
            throw e;
        }
        out.println("authority " + ids.authorityPem());
        out.println("node " + ids.uri());
        out.println("authorize " + ids.uri() + SignInServlet.AUTHORIZE);
        out.println("token " + ids.uri() + TokenServlet.TOKEN);
        out.println("revoke " + ids.uri() + TokenServlet.REVOKE);
        out.println("publicKey " + ids.uri() + TokenServlet.PUBLIC_KEY);
        out.println("issuer " + ids.issuer());
        out.println("client " + application.clientId() + " secret "
                + application.clientSecret().reveal() + " redirect " + redirectUri);
        for (IdsUser user : options.users()) {
            String password = options.identityProvider.isPresent()
                    ? ""
                    : " password " + user.password().reveal();
            out.println("user " + user.userId() + password);
        }
        out.flush();
        return ids;
    }
}
