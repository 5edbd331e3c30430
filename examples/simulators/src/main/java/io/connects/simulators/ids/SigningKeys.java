package io.connects.simulators.ids;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;

/** The key that tokens are signed with. Guarded by its owner. */
final class SigningKeys {
    private static final int BITS = 2048;
    private KeyPair pair = generate();

    /** From now on another key signs. */
    void regenerate() {
        pair = generate();
    }

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java VM has RSA", e);
        }
    }

    byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java VM has SHA256withRSA", e);
        }
    }

    /** The public half as PEM. */
    String publicPem() {
        byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, newline)
                        .encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
