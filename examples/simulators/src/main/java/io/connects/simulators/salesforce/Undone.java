package io.connects.simulators.salesforce;

/** Carries a failure out of a transaction of several parts that is to be undone. */
final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int failed;
    private final transient SalesforceError error;

    /** @param failed which part, from 0 */
    Undone(int failed, SalesforceError error) {
        super(error);
        this.failed = failed;
        this.error = error;
    }

    int failed() {
        return failed;
    }

    SalesforceError error() {
        return error;
    }
}
