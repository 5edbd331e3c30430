package io.connects.salesforce.streaming;

import io.connects.core.Secret;
import io.connects.salesforce.Credentials;
import io.connects.salesforce.OutboundProxy;
import io.connects.salesforce.ProxyTickets;
import io.connects.salesforce.SalesforceClient;
import io.connects.salesforce.SalesforceOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Asks an org by way of a proxy that wants tickets, and prints what came of it: the JDK reads its Kerberos settings once in a process. */
final class KerberosProgram {
    private KerberosProgram() {}

    /** @param args the org's address, the file with its certificate, the proxy's port */
    public static void main(String[] args) {
        var options = SalesforceOptions.builder()
                .loginUri(URI.create(args[0]))
                .credentials(new Credentials.ClientCredentials("an-app", Secret.of("s3cr3t")))
                .trustFiles(List.of(Path.of(args[1])))
                .proxy(new OutboundProxy(
                        "localhost",
                        Integer.parseInt(args[2]),
                        new OutboundProxy.Login.Negotiate(ProxyTickets.kerberos()),
                        List.of()))
                .build();
        try (SalesforceClient client = SalesforceClient.open(options)) {
            System.out.println("version "
                    + client.rest().version().orTimeout(60, TimeUnit.SECONDS).join());
        } catch (CompletionException e) {
            System.out.println("failed " + e.getCause().getMessage());
        }
    }
}
