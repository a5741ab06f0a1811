package dev.ranvier.cpu.saved;

import dev.ranvier.compiler.Pipeline;
import dev.ranvier.llvm.Target;
import dev.ranvier.reference.FrameworkCalls;
import dev.ranvier.runtime.Program;
import dev.ranvier.stablehlo.Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/** Which Ranvier this is: other code may compile otherwise, or read otherwise what was compiled. */
public final class Build {
    private static final List<Class<?>> ROOMS =
            List.of(Build.class, Pipeline.class, Target.class, FrameworkCalls.class, Program.class, Module.class);

    private static final String JAR = "jar:";

    private static final class Identity {
        static final String VALUE = ROOMS.stream().map(Build::room).collect(Collectors.joining(" "));
    }

    private Build() {}

    /** Changes with the code of the rooms that compile. */
    public static String identity() {
        return Identity.VALUE;
    }

    private static String room(Class<?> inhabitant) {
        try {
            var checksum = new CRC32C();
            add(place(inhabitant), checksum);
            return Long.toHexString(checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The jar or folder that holds a class. Its code source is where the class was when the JVM's cache of classes was made,
     * and null where that place is gone, as that of a wheel is.
     */
    private static Path place(Class<?> inhabitant) {
        var file = inhabitant.getName().replace('.', '/') + ".class";
        var found =
                Objects.requireNonNull(inhabitant.getResource('/' + file), file).toString();
        var root = found.substring(0, found.length() - file.length());
        boolean isJar = root.startsWith(JAR);
        return Path.of(URI.create(isJar ? root.substring(JAR.length(), root.length() - "!/".length()) : root));
    }

    /** The contents of a jar; of a folder of classes the sizes and times of its files. */
    private static void add(Path place, CRC32C checksum) throws IOException {
        if (Files.isRegularFile(place)) {
            checksum.update(Files.readAllBytes(place));
            return;
        }
        try (var files = Files.walk(place)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var facts = ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(Files.size(file))
                        .putLong(Files.getLastModifiedTime(file).toMillis());
                checksum.update(facts.flip());
            }
        }
    }
}
