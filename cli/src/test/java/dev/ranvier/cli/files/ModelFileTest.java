package dev.ranvier.cli.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
    /** MLIR reads {@code module @"a<FF>b" {}} and prints the name as {@code "a\FFb"}. */
    @Test
    void bytesThatAreNoUtf8AreKeptInNames(@TempDir Path folder) throws IOException {
        var file = folder.resolve("model.mlir");
        Files.write(file, "module @\"a\u00FFb\" {}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(ModelFile.read(file).parse().symName()).isEqualTo("a\uDCFFb");
    }
}
