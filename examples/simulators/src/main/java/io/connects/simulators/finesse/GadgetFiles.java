package io.connects.simulators.finesse;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ResourceServlet;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/**
 * The third-party gadget folder of a node, and who may frame its pages. That the product tells browsers so by {@code frame-ancestors} is documented;
 * that it does for these paths alike is assumed.
 */
final class GadgetFiles {
    static final String PATH = "/3rdpartygadget/files/";

    private GadgetFiles() {}

    static ServletHolder of(Path directory) {
        var holder = new ServletHolder("gadgets", ResourceServlet.class);
        holder.setInitParameter("baseResource", directory.toUri().toString());
        holder.setInitParameter("pathInfoOnly", "true");
        holder.setInitParameter("dirAllowed", "false");
        holder.setInitParameter("cacheControl", "no-store");
        return holder;
    }

    static Filter framedBy(List<String> origins) {
        String policy = "frame-ancestors 'self'" + (origins.isEmpty() ? "" : " " + String.join(" ", origins));
        return (request, response, chain) -> {
            String path = ((HttpServletRequest) request).getRequestURI();
            if (path.startsWith(PATH) || path.startsWith("/desktop/")) {
                var answer = (HttpServletResponse) response;
                answer.setHeader("Content-Security-Policy", policy);
                answer.setHeader("X-Content-Type-Options", "nosniff");
            }
            chain.doFilter(request, response);
        };
    }
}
