package io.connects.simulators.ids.saml;

/** Why an answer of the identity provider is not taken, in the words of the page that a browser gets. */
public enum SamlFault {
    /** Longer than 100,000 characters. */
    TOO_LONG("the SAML response is too long"),
    /** Not Base64. */
    NOT_BASE64("the SAML response is not Base64"),
    /** A document type, which could pull in files or grow without end. */
    DOCUMENT_TYPE("the SAML response has a document type"),
    /** Not XML, or cut off. */
    NOT_XML("the SAML response is not XML, or only a part of it"),
    /** XML, but not what SAML 2.0 calls a Response. */
    NOT_A_RESPONSE("the SAML response does not follow SAML 2.0"),
    /** The message has no signature of its own, whatever its assertion has. */
    NOT_SIGNED("the SAML message is not signed: a signature of the assertion alone is not enough"),
    /** Signed with another hash than is set. */
    WRONG_HASH("the SAML message is signed with another hash than the identity service is set to"),
    /** Signed with a key that the metadata do not name. */
    WRONG_KEY("the signing certificate does not match the metadata: load the identity provider's metadata again"),
    /** Changed after it was signed. */
    CHANGED("the SAML message was changed after it was signed"),
    /** The signature stands for something else than what would be read. */
    WRAPPED(
            "the SAML message is not built as its signature claims: a signature, an id or an assertion too many or in a wrong place"),
    /** Came to the address of another release. */
    WRONG_ADDRESS("the SAML response came to another address than the assertion consumer of this release:"
            + " load the service provider's metadata into the identity provider again"),
    /** Meant for another address. */
    WRONG_DESTINATION(
            "the SAML response is for another destination: load the service provider's metadata into the identity provider again"),
    /** Of another identity provider. */
    WRONG_ISSUER("the issuer of the SAML response is not the identity provider of the metadata"),
    /** For another service provider, or for nobody in particular. */
    WRONG_AUDIENCE("the audience of the assertion is not this identity service"),
    /** Nothing was asked that it would answer. */
    UNKNOWN_REQUEST("the SAML response answers no request that is under way"),
    /** The request was answered before. */
    REPLAYED("the SAML response was used before"),
    /** Over, by the clock of the identity service. */
    EXPIRED("the assertion has expired: are the clocks of identity service and identity provider the same?"),
    /** From the future, by the clock of the identity service. */
    NOT_YET_VALID("the assertion is not valid yet: are the clocks of identity service and identity provider the same?"),
    /** Encrypted. */
    ENCRYPTED("the assertion is encrypted, which is not supported"),
    /** The name of the subject has another format. */
    NOT_TRANSIENT("the format of the NameID is not transient"),
    /** No single value of {@code uid} or {@code user_principal}. */
    ATTRIBUTE_MISSING("the attributes uid and user_principal have to be there, each once"),
    /** Somebody whom the identity service does not know. */
    UNKNOWN_USER("the contact centre has no user of this uid"),
    /** The identity provider said no. */
    DENIED("IDP_DENIED: the identity provider did not let the user in");

    private final String words;

    SamlFault(String words) {
        this.words = words;
    }

    /** What is wrong, without anything of the message. */
    public String words() {
        return words;
    }
}
