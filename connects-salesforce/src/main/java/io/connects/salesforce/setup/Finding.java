package io.connects.salesforce.setup;

/**
 * One thing that was looked at in an org. Immutable.
 *
 * @param what what was found
 * @param remedy what to do about it; empty when all is well
 * @param page where in Salesforce's Setup that is done; empty when all is well, or when it is not done there
 */
public record Finding(Severity severity, String what, String remedy, String page) {
    /** How bad it is. */
    public enum Severity {
        /** As it should be. */
        OK,
        /** Routing works, with a risk or a loss. */
        WARN,
        /** Routing does not work, or not for all. */
        FAULT
    }

    static Finding ok(String what) {
        return new Finding(Severity.OK, what, "", "");
    }

    static Finding warn(String what, String remedy, String page) {
        return new Finding(Severity.WARN, what, remedy, page);
    }

    static Finding fault(String what, String remedy, String page) {
        return new Finding(Severity.FAULT, what, remedy, page);
    }
}
