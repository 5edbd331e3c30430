package io.connects.mri.codec;

/** The floating fields. */
enum FloatName {
    TEXT(Names.TEXT, 0),
    SCRIPT_SELECTOR(Names.SCRIPT_SELECTOR, 1),
    LABEL(Names.LABEL, 2),
    SCRIPT_ID(Names.SCRIPT_ID, 3),
    SCRIPT_CONFIGURATION(Names.SCRIPT_CONFIGURATION, 4),
    APPLICATION_STRING_1(Names.APPLICATION_STRING_1, 5),
    APPLICATION_STRING_2(Names.APPLICATION_STRING_2, 6),
    CALL_VARIABLES(Names.CALL_VARIABLES, -1),
    ECC_NAME(Names.ECC_NAME, -1),
    ECC_VALUE(Names.ECC_VALUE, -1),
    ECC_ARRAY(Names.ECC_ARRAY, -1);

    /** How many of them hold one text of a message. */
    static final int TEXTS = 7;

    private final String key;
    private final int text;

    FloatName(String key, int text) {
        this.key = key;
        this.text = text;
    }

    /** As the dialect file writes it. */
    String key() {
        return key;
    }

    /** Which of the texts it is, from 0 on; -1 for variables. */
    int text() {
        return text;
    }
}
