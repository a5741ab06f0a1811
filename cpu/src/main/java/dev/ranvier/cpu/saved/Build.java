package dev.ranvier.cpu.saved;

import dev.ranvier.compiler.Pipeline;
import dev.ranvier.llvm.Target;
import dev.ranvier.reference.FrameworkCalls;
import dev.ranvier.runtime.Program;
import dev.ranvier.stablehlo.Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/** Which Ranvier this is: other code may compile otherwise, or read otherwise what was compiled. */
public final class Build {
    private static final List<Class<?>> ROOMS =
            List.of(Build.class, Pipeline.class, Target.class, FrameworkCalls.class, Program.class, Module.class);

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
            add(
                    Path.of(inhabitant
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI()),
                    checksum);
            return Long.toHexString(checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
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
