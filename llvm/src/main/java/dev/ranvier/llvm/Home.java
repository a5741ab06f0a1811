package dev.ranvier.llvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** {@code RANVIER_HOME}, where files are kept between processes, and whose files they are. */
final class Home {
    private static final class User {
        static final int ID = (int) NativeCall.call(NativeCall.find("geteuid"));
    }

    private Home() {}

    /** The folder that the environment names, or {@code ~/.cache/ranvier}. */
    static Path path() {
        var named = System.getenv("RANVIER_HOME");
        return named == null || named.isEmpty() ? user().resolve(".cache/ranvier") : Path.of(named);
    }

    /** What {@code ~} is to the launcher; Java's own property does not ask {@code HOME}. */
    private static Path user() {
        var home = System.getenv("HOME");
        return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home);
    }

    /** Makes a folder, and those above it that are missing, for this user alone. */
    static Path makeFolder(Path folder) throws IOException {
        var onlyOwner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.createDirectories(folder, onlyOwner);
    }

    /** Whether nobody but this user can have written the file: what it holds is run as machine code. */
    static boolean isOurs(Path file) throws IOException {
        var writableByOthers = ((int) Files.getAttribute(file, "unix:mode") & 022) != 0;
        return (int) Files.getAttribute(file, "unix:uid") == User.ID && !writableByOthers;
    }
}
