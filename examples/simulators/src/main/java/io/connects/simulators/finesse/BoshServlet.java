package io.connects.simulators.finesse;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where BOSH requests of one node arrive. Thread-safe. */
final class BoshServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger log = LoggerFactory.getLogger(BoshServlet.class);
    private static final int MAX_BODY = 1 << 20;

    private final transient PairCore core;
    private final transient XmppServer server;
    /** Guarded by the pair's monitor. */
    private final transient Map<String, BoshSession> sessions = new HashMap<>();

    BoshServlet(PairCore core, XmppServer server) {
        this.core = core;
        this.server = server;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (core.faults.of(server.side()).hung) {
            request.startAsync().setTimeout(0);
            return;
        }
        byte[] bytes = request.getInputStream().readNBytes(MAX_BODY + 1);
        Element body;
        try {
            body = XmlReader.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (XmlReader.NotXml e) {
            log.debug("event=not_xml", e);
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        var exchange = new HttpExchange(context);
        synchronized (core) {
            receive(body, exchange);
        }
    }

    private void receive(Element body, BoshSession.Exchange exchange) {
        String sid = body.attribute("sid");
        if (!sid.isEmpty()) {
            BoshSession session = sessions.get(sid);
            if (session == null) {
                exchange.answer(BoshSession.terminate("item-not-found"));
            } else {
                session.receive(body, exchange);
            }
        } else if (!body.attribute("to").equals(core.options.xmppDomain)) {
            exchange.answer(BoshSession.terminate("host-unknown"));
        } else {
            create(body, exchange);
        }
    }

    private void create(Element body, BoshSession.Exchange exchange) {
        String sid = UUID.randomUUID().toString();
        var session = new BoshSession(core, sid, body, () -> sessions.remove(sid));
        server.connect(session)
                .ifPresentOrElse(
                        stream -> {
                            sessions.put(sid, session);
                            session.begin(stream);
                            session.receive(body, exchange);
                        },
                        exchange::cut);
    }

    private record HttpExchange(AsyncContext context) implements BoshSession.Exchange {
        @Override
        public void answer(Element body) {
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            // On a thread of the server's: the caller holds the monitor, and the client may be slow to read.
            context.start(() -> {
                try {
                    var response = (HttpServletResponse) context.getResponse();
                    response.setContentType("text/xml;charset=UTF-8");
                    response.setContentLength(bytes.length);
                    response.getOutputStream().write(bytes);
                } catch (IOException e) {
                    log.debug("event=bosh_answer_lost", e);
                }
                context.complete();
            });
        }

        @Override
        public void cut() {
            context.start(() -> {
                try {
                    ((HttpServletResponse) context.getResponse()).sendError(-1); // Jetty: ends the connection
                } catch (IOException e) {
                    log.debug("event=bosh_cut", e);
                }
                context.complete();
            });
        }
    }
}
