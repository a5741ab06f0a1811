package dev.ranvier.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code ./ranvier} announces before it downloads is what the build reads. */
class DownloadListTest {
    @Test
    void everyLibraryOfTheBuildIsListed() throws IOException {
        var listed = Files.readAllLines(Path.of("../tools/maven-jars.txt")).stream()
                .map(line -> Path.of(line).getFileName().toString())
                .toList();
        var unlisted = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName().toString())
                .filter(name -> name.endsWith(".jar") && !name.startsWith("ranvier-") && !listed.contains(name));
        assertThat(unlisted).as("libraries to list: run tools/list-maven-jars").isEmpty();
    }
}
