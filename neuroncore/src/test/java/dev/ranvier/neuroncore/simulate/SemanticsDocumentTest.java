package dev.ranvier.neuroncore.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.text.ProgramParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The program that SEMANTICS.md shows does what it says. */
class SemanticsDocumentTest {
    @Test
    void theExampleDoublesItsInputInEveryOrder() throws IOException {
        var document = Files.readString(Path.of("SEMANTICS.md"));
        int start = document.indexOf("program \"scale\"");
        var text = document.substring(start, document.indexOf("```", start));

        try (var simulation = new Simulation(ProgramParser.parse(text, "SEMANTICS.md"))) {
            var numbers = new Random(1).doubles(128 * 4096).map(x -> (float) x).toArray();
            var doubled = Arrays.stream(numbers).map(x -> 2 * x).toArray();
            for (int seed = 0; seed < 5; seed++) {
                simulation.write("x", numbers);
                simulation.run(new Random(seed));

                assertThat(simulation.read("y")).as("seed %d", seed).isEqualTo(doubled);
            }
        }
    }
}
