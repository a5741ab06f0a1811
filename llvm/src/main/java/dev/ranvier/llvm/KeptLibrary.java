package dev.ranvier.llvm;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The libLLVM.so of Maven artifact {@code org.bytedeco:llvm}, taken once out of its jar on the class path into
 * {@code RANVIER_HOME}. Processes that do so at the same time each write a file of their own and rename it.
 */
final class KeptLibrary {
    /** The artifact's version, which the root {@code pom.xml} names too. */
    static final String VERSION = "20.1.7-1.5.12";

    static final String RESOURCE = "/org/bytedeco/llvm/linux-x86_64/libLLVM.so";
    private static final long SIZE = 176_497_096;
    private static final String SHA_256 = "6cb7e2a7f38a617ea76fe503ccccbb6e6b8ece399dbf1a26ff1002479250eeaa";

    private KeptLibrary() {}

    /** The file, which is made where it is not there; {@code jar} is where to take it from. */
    static Path file(Path home, @Nullable URL jar) {
        var folder = home.resolve("native").resolve("llvm-" + VERSION);
        var file = folder.resolve("libLLVM.so");
        try {
            if (!isComplete(file)) {
                if (jar == null) {
                    throw new LlvmException(
                            "found no libLLVM: RANVIER_LLVM is not set, there is no %s, and no jar of".formatted(file)
                                    + " Maven artifact org.bytedeco:llvm:%s:linux-x86_64 is on the class path."
                                            .formatted(VERSION)
                                    + LlvmLibrary.ADVICE);
                }
                extract(jar, folder, file);
            }
            return file;
        } catch (IOException e) {
            throw new LlvmException(
                    "cannot keep libLLVM (%d MB) as %s: %s. Make room there, or set RANVIER_HOME to a"
                                    .formatted(SIZE / 1_000_000, file, e)
                            + " folder that can be written." + LlvmLibrary.ADVICE,
                    e);
        }
    }

    private static boolean isComplete(Path file) throws IOException {
        try {
            return Files.size(file) == SIZE && Home.isOurs(file);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void extract(URL jar, Path folder, Path file) throws IOException {
        Home.makeFolder(folder);
        var unfinished = Files.createTempFile(folder, "libLLVM", ".unfinished");
        var digest = sha256();
        try (InputStream library = new DigestInputStream(jar.openStream(), digest);
                var out = Files.newOutputStream(unfinished)) {
            library.transferTo(out);
            var found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(SHA_256)) {
                throw new LlvmException(
                        "%s is not libLLVM of %s: its SHA-256 is %s, not %s".formatted(jar, VERSION, found, SHA_256));
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
