package io.connects.salesforce.testorg;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** OAuth of the test org: access tokens for one app's secret. Thread-safe. */
final class TestTokens {
    private final Set<String> valid = ConcurrentHashMap.newKeySet();
    private final AtomicInteger issued = new AtomicInteger();
    private final Supplier<URI> instance;

    TestTokens(Supplier<URI> instance) {
        this.instance = instance;
    }

    void issue(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!"s3cr3t".equals(request.getParameter("client_secret"))) {
            TestRest.answer(
                    response,
                    400,
                    Map.of("error", "invalid_client", "error_description", "invalid client credentials"));
            return;
        }
        String token = "token-" + issued.incrementAndGet();
        valid.add(token);
        TestRest.answer(
                response,
                200,
                Map.of("access_token", token, "instance_url", instance.get().toString(), "token_type", "Bearer"));
    }

    boolean valid(String token) {
        return valid.contains(token);
    }

    void revokeAll() {
        valid.clear();
    }

    int issued() {
        return issued.get();
    }
}
