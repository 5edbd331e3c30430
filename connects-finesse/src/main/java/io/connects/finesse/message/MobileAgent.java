package io.connects.finesse.message;

/**
 * An agent at a phone that is not the contact centre's; CCE only.
 *
 * @param mode {@link #CALL_BY_CALL} or {@link #NAILED_CONNECTION}
 */
public record MobileAgent(String mode, String dialNumber) {
    public static final String CALL_BY_CALL = "CALL_BY_CALL";
    public static final String NAILED_CONNECTION = "NAILED_CONNECTION";
}
