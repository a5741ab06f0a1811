package dev.ranvier.llvm;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A library out of a Maven artifact of {@code org.bytedeco}, whose files are taken once out of its jar on the class path
 * into {@code RANVIER_HOME}. An environment variable may name another file instead.
 *
 * @param name what messages call it
 * @param variable the environment variable
 * @param artifact the name of the artifact, whose version the root {@code pom.xml} names too
 * @param resources where the files lie on the class path, such as {@code /org/bytedeco/llvm/linux-x86_64/}
 * @param files the library, and behind it those of its folder that it needs
 * @param advice how else to get the library
 */
public record KeptLibrary(
        String name,
        String variable,
        String artifact,
        String version,
        String resources,
        List<KeptFile> files,
        String advice) {
    public KeptLibrary {
        files = List.copyOf(files);
    }

    /**
     * The file that the variable names, or the one that is kept, which is there afterwards.
     *
     * @throws LlvmException if there is none, or no room to keep it
     */
    public Path file() {
        return file(System.getenv(variable), Home.path());
    }

    Path file(@Nullable String named, Path home) {
        return named == null || named.isEmpty() ? kept(home) : Path.of(named);
    }

    private Path kept(Path home) {
        var folder = home.resolve("native").resolve(artifact + "-" + version);
        var library = folder.resolve(files.getFirst().name());
        try {
            for (var file : files) {
                if (!file.isIntact(folder)) {
                    file.extract(source(file, library), folder);
                }
            }
            return library;
        } catch (IOException e) {
            long bytes = files.stream().mapToLong(KeptFile::size).sum();
            throw new LlvmException(
                    "cannot keep %s (%d MB) as %s: %s. Make room there, or set RANVIER_HOME to a folder that can be"
                                    .formatted(name, bytes / 1_000_000, library, e)
                            + " written. " + advice,
                    e);
        }
    }

    private URL source(KeptFile file, Path library) {
        var source = KeptLibrary.class.getResource(resources + file.name());
        if (source == null) {
            throw new LlvmException(
                    "found no %s: %s is not set, there is no %s, and no jar of Maven artifact org.bytedeco:%s:%s:linux-x86_64 is on"
                                    .formatted(name, variable, library, artifact, version)
                            + " the class path. " + advice);
        }
        return source;
    }
}
