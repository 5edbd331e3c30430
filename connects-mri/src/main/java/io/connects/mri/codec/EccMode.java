package io.connects.mri.codec;

/** How ECC variables travel. */
public enum EccMode {
    /** By a tag that REGISTER_VARIABLES gave to the name. */
    REGISTERED_TAG,
    /** As two floating fields, the name and then its value. */
    NAME_VALUE,
    /** As one floating field: the name, a NUL, the value. */
    NAMED_VARIABLE
}
