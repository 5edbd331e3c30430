package io.connects.salesforce;

import java.io.IOException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/** Where tickets for a proxy's Negotiate scheme (RFC 4559) come from. Implementations are thread-safe and may block. */
public interface ProxyTickets {
    /**
     * A token for one CONNECT.
     *
     * @param host the proxy's name, as it is configured
     * @throws IOException saying why there is none
     */
    byte[] next(String host) throws IOException;

    /**
     * Tickets of the JDK's Kerberos, for the service {@code HTTP@host}. Whose ticket it is, the JDK decides: with {@code
     * -Djavax.security.auth.useSubjectCredsOnly=false} the one in the cache of the user who runs the program, or the one that the JAAS entry {@code
     * com.sun.security.jgss.initiate} takes from a keytab.
     *
     * @see <a href="https://docs.oracle.com/en/java/javase/17/security/part-v-single-sign-using-kerberos-java.html">Kerberos in Java</a>
     */
    static ProxyTickets kerberos() {
        return host -> {
            try {
                GSSManager manager = GSSManager.getInstance();
                GSSName proxy = manager.createName("HTTP@" + host, GSSName.NT_HOSTBASED_SERVICE);
                GSSContext context =
                        manager.createContext(proxy, new Oid("1.3.6.1.5.5.2"), null, GSSContext.DEFAULT_LIFETIME);
                try {
                    return context.initSecContext(new byte[0], 0, 0);
                } finally {
                    context.dispose();
                }
            } catch (GSSException e) {
                throw new IOException("no Kerberos ticket for HTTP@" + host + ": " + e.getMessage(), e);
            }
        };
    }
}
