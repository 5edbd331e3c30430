package io.connects.sso.token;

/** What a token is for, as it says in {@code usage}. */
public enum Usage {
    ACCESS("access"),
    REFRESH("refresh");

    private final String word;

    Usage(String word) {
        this.word = word;
    }

    /** In the token. */
    public String word() {
        return word;
    }
}
