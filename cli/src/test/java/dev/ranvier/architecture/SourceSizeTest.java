package dev.ranvier.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A main source file that one can read in one sitting. */
class SourceSizeTest {
    private static final int MOST_LINES = 400;

    @Test
    void noMainSourceFileIsLongerThanItMayBe() throws IOException {
        var tooLong = new ArrayList<String>();
        try (var files = Files.walk(Path.of("..").toRealPath())) {
            for (var file : files.filter(SourceSizeTest::isMainSource).toList()) {
                try (var lines = Files.lines(file)) {
                    var count = lines.count();
                    if (count > MOST_LINES) {
                        tooLong.add(file + ": " + count + " lines");
                    }
                }
            }
        }
        assertThat(tooLong).as("files over %d lines", MOST_LINES).isEmpty();
    }

    private static boolean isMainSource(Path file) {
        return file.toString().contains("/src/main/java/") && file.toString().endsWith(".java");
    }
}
