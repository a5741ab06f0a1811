package dev.ranvier.cli.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.RanvierException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusionsTest {
    @TempDir
    private Path folder;

    @Test
    void readsAReasonALine() throws IOException {
        var exclusions = Exclusions.read(file("# why\n\nmath/tan_f32 text # the spec says otherwise\n"));
        assertThat(exclusions.reason("math/tan_f32", Form.TEXT)).contains("the spec says otherwise");
        assertThat(exclusions.reason("math/tan_f32", Form.BYTECODE)).isEmpty();
    }

    @Test
    void refusesALineWithoutReason() throws IOException {
        var file = file("math/tan_f32 text\n");
        assertThatThrownBy(() -> Exclusions.read(file))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining(file + ":1")
                .hasMessageContaining("# reason");
    }

    private Path file(String contents) throws IOException {
        return Files.writeString(folder.resolve("exclusions.txt"), contents);
    }
}
