package dev.ranvier.neuroncore.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.neuroncore.check.Checker;
import dev.ranvier.neuroncore.isa.InstructionForm;
import dev.ranvier.stablehlo.RanvierException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs as text, both ways. */
class RoundTripTest {
    @Test
    void everyInstructionWithRandomOperandsIsReadAsItWasWritten() {
        for (long seed = 0; seed < 20; seed++) {
            var program = new RandomText(seed).program(InstructionForm.names());
            var text = ProgramPrinter.print(program);
            var read = ProgramParser.parse(text, "random");

            assertThat(ProgramPrinter.print(read)).as("seed %d", seed).isEqualTo(text);
            assertThat(read.buffers()).as("seed %d", seed).isEqualTo(program.buffers());
            assertThat(RandomText.withoutLocations(read.body()))
                    .as("seed %d", seed)
                    .isEqualTo(program.body());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "program \"p\" for trn2 { vector jump }|t:1:31: there is no instruction 'jump'",
                "program \"p\" for trn2 { sbuf %a : f99[1] at 0 partitions 0+1 }|t:1:34: there is no type 'f99'",
                "program \"p\" for trn2 { vector memset destination=%a[0; 0+1; 1] value=0.0 }|t:1:50: no buffer %a is",
                "program \"p\" for trn2 { loop %i to 2 {|t:1:38: expected a name, found the end",
                "program \"p\" for trn2 { loop %i to x {}}|t:1:35: expected an integer, found 'x'",
                "program \"p\" for trn2 {} tail|t:1:25: the program ends before 'tail'",
                "program p|t:1:9: expected a quoted name, found 'p'",
                "program \"p|t:1:9: expected a quoted name"
            })
    void faultsAreNamedWithTheirPlaces(String text, String message) {
        assertThatThrownBy(() -> ProgramParser.parse(text, "t"))
                .isInstanceOf(RanvierException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void noTextCausesAnotherException() {
        for (long seed = 0; seed < 20; seed++) {
            var text = ProgramPrinter.print(new RandomText(seed).program(InstructionForm.names()));
            var random = new Random(seed);
            for (int i = 0; i < 50; i++) {
                int from = random.nextInt(text.length());
                int to = Math.min(text.length(), from + random.nextInt(1, 6));
                var broken = text.substring(0, from) + (random.nextBoolean() ? "" : "9%[;") + text.substring(to);
                try {
                    var program = ProgramParser.parse(broken, "broken");
                    assertThat(Checker.verify(program))
                            .as("seed %d, %d", seed, i)
                            .isNotEmpty();
                } catch (RanvierException e) {
                    assertThat(e.getMessage()).as("seed %d, %d", seed, i).containsAnyOf("broken:", "no machine");
                }
            }
        }
    }
}
