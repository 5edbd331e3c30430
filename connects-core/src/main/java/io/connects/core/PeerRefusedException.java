package io.connects.core;

/** The peer understood and said no; its code and text are kept word by word. */
public final class PeerRefusedException extends ConnectsException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String text;

    /**
     * @param what what was asked, for the message
     * @param code the peer's own error code, empty when it gave none
     * @param text the peer's own words, empty when it gave none
     * @param retryable whether the peer is known to change its mind by itself (a lock, an overload)
     */
    public PeerRefusedException(String what, String code, String text, boolean retryable) {
        super(what + " was refused: " + code + (text.isEmpty() ? "" : " (" + text + ")"), null, retryable);
        this.code = code;
        this.text = text;
    }

    public String code() {
        return code;
    }

    public String text() {
        return text;
    }
}
