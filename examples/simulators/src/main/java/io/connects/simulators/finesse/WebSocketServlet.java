package io.connects.simulators.finesse;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;

/** Where WebSockets of one node begin; the subprotocol has to be xmpp. Thread-safe. */
final class WebSocketServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final String SUBPROTOCOL = "xmpp";

    private final transient PairCore core;
    private final transient XmppServer server;

    WebSocketServlet(PairCore core, XmppServer server) {
        this.core = core;
        this.server = server;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (core.faults.of(server.side()).hung) {
            request.startAsync().setTimeout(0);
            return;
        }
        boolean isUpgraded = JettyWebSocketServerContainer.getContainer(getServletContext())
                .upgrade(
                        (asked, answer) -> {
                            if (!asked.getSubProtocols().contains(SUBPROTOCOL)) {
                                return null;
                            }
                            answer.setAcceptedSubProtocol(SUBPROTOCOL);
                            return new WebSocketStream(core, server);
                        },
                        request,
                        response);
        if (!isUpgraded && !response.isCommitted()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, "a WebSocket with the subprotocol xmpp is wanted");
        }
    }
}
