package io.connects.simulators.ids;

import io.connects.simulators.ids.saml.AuthnRequest;
import io.connects.simulators.ids.saml.SamlFault;
import io.connects.simulators.ids.saml.SamlRefusal;
import io.connects.simulators.ids.saml.ServiceProvider;
import io.connects.simulators.network.WebText;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.jetty.http.BadMessageException;

/** Sends browsers to an identity provider elsewhere, and takes its answers at the assertion consumer. */
final class SamlServlet extends HttpServlet implements SignInStart {
    /** How the address of the assertion consumer ends from release 12.5 SU2 of UCCX on. */
    static final String META_ALIAS = "?metaAlias=/sp";

    private static final long serialVersionUID = 1L;

    private final transient IdsCore core;
    private final transient SignIns signIns;
    private final transient ServiceProvider provider;
    private final transient Supplier<String> node;

    /** @param node the address of this node, without a path */
    SamlServlet(IdsCore core, SignIns signIns, ServiceProvider provider, Supplier<String> node) {
        this.core = core;
        this.signIns = signIns;
        this.provider = provider;
        this.node = node;
    }

    @Override
    public void begin(SignIns.SignIn signIn, HttpServletResponse response) throws IOException {
        AuthnRequest request = provider.begin(signIn.id);
        Pages.autoPost(response, request.singleSignOn().toString(), request.fields());
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (core.isOutOfService()) {
            Pages.fault(response, 503, "The identity service is out of service.");
            return;
        }
        try {
            ServiceProvider.Accepted accepted = provider.accept(
                    address(request),
                    WebText.field(request, "SAMLResponse"),
                    WebText.field(request, "RelayState"),
                    core::knows);
            IdsUser known = core.user(accepted.user().uid());
            var user = new IdsUser(
                    known.userId(),
                    known.password(),
                    known.realm(),
                    accepted.user().principal());
            String ticket = signIns.identified(accepted.signIn(), user);
            SignInServlet.goOn(response, signIns.asserted(ticket));
        } catch (SamlRefusal e) {
            Pages.fault(
                    response,
                    e.fault() == SamlFault.DENIED ? 403 : 400,
                    e.fault().words());
        } catch (IdsRefusal e) {
            Pages.fault(response, e.status(), Objects.requireNonNullElse(e.getMessage(), e.error()));
        } catch (BadMessageException e) {
            // What was not read of it is still coming: nobody is to send another request behind it.
            response.setHeader("Connection", "close");
            Pages.fault(response, e.getCode(), "The form cannot be read, or is too long.");
        }
    }

    private String address(HttpServletRequest request) {
        String query = request.getQueryString();
        return node.get() + SignInServlet.ASSERTION + (query == null ? "" : "?" + query);
    }
}
