package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers: at once, late, or not at all. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final int PIECES = 8;
    private final OrgFaults faults;
    private final ScheduledExecutorService scheduler;

    Answers(OrgFaults faults, ScheduledExecutorService scheduler) {
        this.faults = faults;
        this.scheduler = scheduler;
    }

    void json(
            HttpServletRequest request, HttpServletResponse response, RestAnswer answer, OrgFaults.Operation operation)
            throws IOException {
        if (answer.body().isPresent() && faults.nextAnswerIsTorn()) {
            String text = answer.body().get().toString();
            raw(request, response, RawAnswer.cutOff(text, text.length() / 2));
            return;
        }
        Optional<Duration> pause = faults.nextTrickle();
        if (pause.isPresent()) {
            String text = answer.body().map(JsonNode::toString).orElse("");
            trickle(
                    request,
                    response,
                    RawAnswer.of(answer.status(), "application/json;charset=UTF-8", text),
                    pause.get());
            return;
        }
        Duration delay = faults.delay(operation);
        if (delay.isZero()) {
            write(response, answer);
            return;
        }
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        Future<?> written = scheduler.schedule(
                () -> {
                    try {
                        write(response, answer);
                    } catch (IOException e) {
                        LOG.debug("event=late_answer_unwanted reason={}", e.toString());
                    } finally {
                        async.complete();
                    }
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
        LOG.trace("event=answer_delayed delay={} answer={}", delay, written);
    }

    private static void write(HttpServletResponse response, RestAnswer answer) throws IOException {
        response.setStatus(answer.status());
        if (answer.body().isPresent()) {
            JsonNode body = answer.body().get();
            byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
            response.setContentType("application/json;charset=UTF-8");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    /** The org is elsewhere. */
    void moved(HttpServletRequest request, HttpServletResponse response, String instance) {
        String query = request.getQueryString();
        response.setHeader("Location", instance + request.getRequestURI() + (query == null ? "" : "?" + query));
        response.setStatus(301);
    }

    /** Exactly these bytes; a body shorter than its length ends the connection. */
    void raw(HttpServletRequest request, HttpServletResponse response, RawAnswer answer) throws IOException {
        byte[] body = answer.body();
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        response.setContentLengthLong(answer.contentLength());
        response.getOutputStream().write(body);
        if (answer.contentLength() > body.length) {
            response.flushBuffer();
            cut(request);
        }
    }

    /** These bytes in pieces with pauses, without holding a thread. */
    void trickle(HttpServletRequest request, HttpServletResponse response, RawAnswer answer, Duration pause) {
        AsyncContext async = request.startAsync();
        async.setTimeout(0);
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        response.setContentLengthLong(answer.contentLength());
        byte[] body = answer.body();
        piece(async, body, 0, Math.max(1, (body.length + PIECES - 1) / PIECES), pause);
    }

    private void piece(AsyncContext async, byte[] body, int from, int size, Duration pause) {
        int to = Math.min(from + size, body.length);
        try {
            OutputStream out = async.getResponse().getOutputStream();
            out.write(body, from, to - from);
            out.flush();
        } catch (IOException e) {
            LOG.debug("event=trickled_answer_unwanted reason={}", e.toString());
            async.complete();
            return;
        }
        if (to == body.length) {
            async.complete();
            return;
        }
        Future<?> next =
                scheduler.schedule(() -> piece(async, body, to, size, pause), pause.toNanos(), TimeUnit.NANOSECONDS);
        LOG.trace("event=answer_trickles written={} next={}", to, next);
    }

    void html(HttpServletResponse response, int status) throws IOException {
        byte[] page = ("<html><head><title>" + status
                        + "</title></head><body>Service temporarily unavailable</body></html>")
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(page.length);
        response.getOutputStream().write(page);
    }

    /** Closes the connection without an answer. */
    void cut(HttpServletRequest request) {
        ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
