package dev.ranvier.llvm;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What tells whether bytes are those that were written. */
public final class Digests {
    /** Bytes of a {@link #sha256} digest. */
    public static final int SHA_256_BYTES = 32;

    private Digests() {}

    /** A digest of nothing yet. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
