package io.connects.simulators.salesforce;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.cometd.server.http.jakarta.CometDServlet;
import org.jspecify.annotations.Nullable;

/** {@code /cometd/NN.0}: CometD's own servlet with the {@link StreamingEndpoint} in it. */
final class StreamingServlet extends CometDServlet {
    private static final long serialVersionUID = 1L;
    /** Salesforce's limit for a streaming request. */
    static final int MAX_REQUEST = 32_768;

    private final transient OrgCore core;
    private final transient Tokens tokens;
    private final transient OrgFaults faults;
    private final transient Answers answers;
    private final transient Instance instance;
    private transient @Nullable StreamingEndpoint endpoint;

    StreamingServlet(OrgCore core, Tokens tokens, OrgFaults faults, Answers answers, Instance instance) {
        this.instance = instance;
        this.core = core;
        this.tokens = tokens;
        this.faults = faults;
        this.answers = answers;
    }

    @Override
    public void init() throws ServletException {
        super.init();
        var started = new StreamingEndpoint(getBayeuxServer(), core, tokens, faults);
        started.start();
        endpoint = started;
    }

    @Override
    public void destroy() {
        if (endpoint != null) {
            endpoint.stop();
        }
        super.destroy();
    }

    void killSessions() {
        if (endpoint != null) {
            endpoint.killSessions();
        }
    }

    void endConnects() {
        if (endpoint != null) {
            endpoint.endConnects();
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (instance.left(request)) {
            answers.moved(request, response, instance.url(request));
            return;
        }
        int html = faults.nextHtmlStatus();
        if (html != 0) {
            answers.html(response, html);
            return;
        }
        if (faults.nextStreamingIsTorn()) {
            answers.raw(
                    request, response, RawAnswer.cutOff("[{\"channel\":\"/meta/connect\",\"successful\":true}]", 20));
            return;
        }
        Optional<Duration> pause = faults.nextStreamingTrickle();
        if (pause.isPresent()) {
            answers.trickle(
                    request,
                    response,
                    RawAnswer.of(503, "text/html;charset=UTF-8", "<html><body>Busy</body></html>"),
                    pause.get());
            return;
        }
        String path = Objects.requireNonNullElse(request.getPathInfo(), "");
        String[] steps = path.split("/", -1);
        if (steps.length < 2 || !ApiVersions.streams(steps[1])) {
            answers.html(response, 400);
            return;
        }
        if (request.getContentLengthLong() > MAX_REQUEST) {
            answers.html(response, 413);
            return;
        }
        super.service(request, response);
    }
}
