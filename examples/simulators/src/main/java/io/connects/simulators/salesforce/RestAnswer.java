package io.connects.simulators.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** The answer to a {@link RestCall}; 204 has no body. */
record RestAnswer(int status, Optional<JsonNode> body) {
    static RestAnswer of(int status, JsonNode body) {
        return new RestAnswer(status, Optional.of(body));
    }

    static RestAnswer noContent() {
        return new RestAnswer(204, Optional.empty());
    }

    /** Errors of sobjects and queries are an array, even of one. */
    static RestAnswer of(SalesforceError error) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        ObjectNode item = array.addObject().put("message", error.text()).put("errorCode", error.code());
        if (!error.fields().isEmpty()) {
            ArrayNode fields = item.putArray("fields");
            error.fields().forEach(fields::add);
        }
        return of(error.status(), array);
    }

    boolean ok() {
        return status < 300;
    }
}
