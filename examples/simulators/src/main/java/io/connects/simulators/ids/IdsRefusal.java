package io.connects.simulators.ids;

/** Why the identity service does not do what it was asked for, in the words of RFC 6749 section 5.2. */
public final class IdsRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String error;

    IdsRefusal(int status, String error, String description) {
        super(description);
        this.status = status;
        this.error = error;
    }

    static IdsRefusal invalidGrant(String description) {
        return new IdsRefusal(400, "invalid_grant", description);
    }

    /** The status of the answer over HTTP. */
    public int status() {
        return status;
    }

    /** The code of the error. */
    public String error() {
        return error;
    }
}
