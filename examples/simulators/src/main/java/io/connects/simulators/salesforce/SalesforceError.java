package io.connects.simulators.salesforce;

import java.util.List;

/** A refusal in Salesforce's terms: HTTP status, error code, message and the fields it concerns. */
final class SalesforceError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;
    private final transient List<String> fields;

    SalesforceError(int status, String code, String message, String... fields) {
        super(message);
        this.status = status;
        this.code = code;
        this.fields = List.of(fields);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    List<String> fields() {
        return fields;
    }
}
