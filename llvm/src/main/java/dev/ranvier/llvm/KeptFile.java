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
 * A file of a {@link KeptLibrary}. Processes that take it out of the jar at the same time each write a file of their own
 * and rename it.
 *
 * <p>A file that was changed since its digest was looked at is looked at again, and taken anew if it is another: a note
 * beside it says which state of the file was found to be right.
 *
 * @param size in bytes
 * @param digest SHA-256, in hexadecimal digits
 */
public record KeptFile(String name, long size, String digest) {
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    private static final System.Logger LOGGER = System.getLogger(KeptFile.class.getPackageName());

    boolean isIntact(Path folder) throws IOException {
        var file = folder.resolve(name);
        try {
            if (Files.size(file) != size || !Home.isOurs(file)) {
                return false;
            }
        } catch (NoSuchFileException e) {
            return false;
        }
        if (state(file).equals(notedState(file))) {
            return true;
        }
        var found = Digests.sha256();
        try (var library = new DigestInputStream(Files.newInputStream(file), found)) {
            library.transferTo(OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(found.digest()).equals(digest)) {
            return false;
        }
        noteState(file);
        return true;
    }

    /** What changes with every change of a file: its number, and the time at which Linux saw it change last. */
    private static String state(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino") + " " + Files.getAttribute(file, "unix:ctime");
    }

    private Path note(Path file) {
        return file.resolveSibling(name + ".checked");
    }

    private String notedState(Path file) throws IOException {
        try {
            return Home.isOurs(note(file)) ? Files.readString(note(file)) : "";
        } catch (NoSuchFileException | CharacterCodingException e) {
            return "";
        }
    }

    /** Keeps processes from looking at the digest again; where nothing can be written, each looks at it. */
    private void noteState(Path file) throws IOException {
        var state = state(file);
        try {
            Files.writeString(note(file), state);
        } catch (IOException e) {
            LOGGER.log(System.Logger.Level.DEBUG, "cannot note that {0} is intact: {1}", file, e);
        }
    }

    void extract(URL source, Path folder) throws IOException {
        Home.makeFolder(folder);
        deleteAbandoned(folder);
        var unfinished = Files.createTempFile(folder, name, ".unfinished");
        var found = Digests.sha256();
        try (InputStream library = new DigestInputStream(source.openStream(), found);
                var out = Files.newOutputStream(unfinished)) {
            library.transferTo(out);
            var spelled = HexFormat.of().formatHex(found.digest());
            if (!spelled.equals(digest)) {
                throw new LlvmException(
                        "%s is another %s: its SHA-256 is %s, not %s".formatted(source, name, spelled, digest));
            }
            Files.move(unfinished, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        noteState(folder.resolve(name));
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
