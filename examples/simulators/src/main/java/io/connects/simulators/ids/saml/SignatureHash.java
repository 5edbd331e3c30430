package io.connects.simulators.ids.saml;

/** What an identity provider signs with, as set on both sides. */
public enum SignatureHash {
    /** As UCCX 12.5 asks for. */
    SHA1("http://www.w3.org/2000/09/xmldsig#rsa-sha1", "http://www.w3.org/2000/09/xmldsig#sha1"),
    /** As guides of CCE 15.0 ask for. */
    SHA256("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256");

    private final String signature;
    private final String digest;

    SignatureHash(String signature, String digest) {
        this.signature = signature;
        this.digest = digest;
    }

    /** Whether both algorithms, by their URIs, are those of this hash. */
    boolean isUsedBy(String signatureAlgorithm, String digestAlgorithm) {
        return signature.equals(signatureAlgorithm) && digest.equals(digestAlgorithm);
    }
}
