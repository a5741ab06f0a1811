package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of {@code docs/java.md} compiles without a warning and prints what the page says. */
class JavaGuideTest {
    @TempDir
    private Path folder;

    @Test
    void theProgramOfTheGuidePrintsWhatTheGuideSays() throws IOException, InterruptedException {
        var guide = Files.readString(Path.of("..", "docs", "java.md"));
        var source = Files.writeString(folder.resolve("Example.java"), blocks(guide, "java"));
        var classPath = System.getProperty("java.class.path");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all",
                        "-Werror",
                        "-cp",
                        classPath,
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(status).as("the compiler's exit code").isZero();
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        folder + ":" + classPath,
                        "Example")
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).isEqualToNormalizingNewlines(blocks(guide, "text"));
        assertThat(process.waitFor()).isZero();
    }

    /** All fenced blocks of a language, one after the other. */
    private static String blocks(String page, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
    }
}
