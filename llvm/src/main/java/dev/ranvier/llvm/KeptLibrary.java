package dev.ranvier.llvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The libLLVM.so of Maven artifact {@code org.bytedeco:llvm}, taken once out of its jar on the class path into
 * {@code RANVIER_HOME}. Processes that do so at the same time each write a file of their own and rename it.
 *
 * <p>A file that was changed since its digest was looked at is looked at again, and taken anew if it is another: a note
 * beside it says which state of the file was found to be right.
 */
final class KeptLibrary {
    /** The artifact's version, which the root {@code pom.xml} names too. */
    static final String VERSION = "20.1.7-1.5.12";

    static final String RESOURCE = "/org/bytedeco/llvm/linux-x86_64/libLLVM.so";
    private static final long SIZE = 176_497_096;
    private static final String SHA_256 = "6cb7e2a7f38a617ea76fe503ccccbb6e6b8ece399dbf1a26ff1002479250eeaa";

    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    private static final System.Logger LOGGER = System.getLogger(KeptLibrary.class.getPackageName());

    private KeptLibrary() {}

    /** The file, which is taken from {@code resource} on the class path where it is not there. */
    static Path file(Path home, String resource) {
        var folder = home.resolve("native").resolve("llvm-" + VERSION);
        var file = folder.resolve("libLLVM.so");
        try {
            if (!isIntact(file)) {
                extract(source(resource, file), folder, file);
                noteState(file);
            }
            return file;
        } catch (IOException e) {
            throw new LlvmException(
                    "cannot keep libLLVM (%d MB) as %s: %s. Make room there, or set RANVIER_HOME to a folder that can be"
                                    .formatted(SIZE / 1_000_000, file, e)
                            + " written." + LlvmLibrary.ADVICE,
                    e);
        }
    }

    private static URL source(String resource, Path file) {
        var source = KeptLibrary.class.getResource(resource);
        if (source == null) {
            throw new LlvmException(
                    "found no libLLVM: RANVIER_LLVM is not set, there is no %s, and no jar of Maven artifact %s is on"
                                    .formatted(file, "org.bytedeco:llvm:" + VERSION + ":linux-x86_64")
                            + " the class path." + LlvmLibrary.ADVICE);
        }
        return source;
    }

    private static boolean isIntact(Path file) throws IOException {
        try {
            if (Files.size(file) != SIZE || !Home.isOurs(file)) {
                return false;
            }
        } catch (NoSuchFileException e) {
            return false;
        }
        if (state(file).equals(notedState(file))) {
            return true;
        }
        var digest = Digests.sha256();
        try (var library = new DigestInputStream(Files.newInputStream(file), digest)) {
            library.transferTo(OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(SHA_256)) {
            return false;
        }
        noteState(file);
        return true;
    }

    /** What changes with every change of a file: its number, and the time at which Linux saw it change last. */
    private static String state(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino") + " " + Files.getAttribute(file, "unix:ctime");
    }

    private static Path note(Path file) {
        return file.resolveSibling("libLLVM.checked");
    }

    private static String notedState(Path file) throws IOException {
        try {
            return Home.isOurs(note(file)) ? Files.readString(note(file)) : "";
        } catch (NoSuchFileException | CharacterCodingException e) {
            return "";
        }
    }

    /** Keeps processes from looking at the digest again; where nothing can be written, each looks at it. */
    private static void noteState(Path file) throws IOException {
        var state = state(file);
        try {
            Files.writeString(note(file), state);
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "cannot note that libLLVM is intact: {0}", e);
        }
    }

    private static void extract(URL source, Path folder, Path file) throws IOException {
        Home.makeFolder(folder);
        deleteAbandoned(folder);
        var unfinished = Files.createTempFile(folder, "libLLVM", ".unfinished");
        var digest = Digests.sha256();
        try (InputStream library = new DigestInputStream(source.openStream(), digest);
                var out = Files.newOutputStream(unfinished)) {
            library.transferTo(out);
            var found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(SHA_256)) {
                throw new LlvmException("%s is not libLLVM of %s: its SHA-256 is %s, not %s"
                        .formatted(source, VERSION, found, SHA_256));
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** Deletes what processes left that ended while they wrote. */
    private static void deleteAbandoned(Path folder) throws IOException {
        var longAgo = FileTime.from(Instant.now().minus(ABANDONED_AFTER));
        try (var files = Files.newDirectoryStream(folder, "*.unfinished")) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).compareTo(longAgo) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
