package io.connects.simulators.ids.saml;

/** An answer of the identity provider that is not taken. Its message holds nothing of the answer. */
public final class SamlRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SamlFault fault;

    SamlRefusal(SamlFault fault) {
        super(fault.words());
        this.fault = fault;
    }

    SamlRefusal(SamlFault fault, Exception cause) {
        super(fault.words(), cause);
        this.fault = fault;
    }

    /** What is wrong with it. */
    public SamlFault fault() {
        return fault;
    }
}
