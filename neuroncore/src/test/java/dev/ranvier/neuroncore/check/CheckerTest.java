package dev.ranvier.neuroncore.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ranvier.neuroncore.text.ProgramParser;
import dev.ranvier.stablehlo.Diagnostic;
import org.junit.jupiter.api.Test;

/** What the checker lets pass and what it finds. */
class CheckerTest {
    private static final String BUFFERS = """
            tensor %x : f32[128, 4096] input
            tensor %y : f32[128, 4096] output
            sbuf %a : f32[2, 512] at 0 partitions 0+128
            sbuf %b : f32[512] at 4096 partitions 0+128
            sbuf %over : f32[512] at 5120 partitions 0+128
            psum %p : f32[1024] at 0 partitions 0+128
            semaphore @loaded
            semaphore @used
            semaphore @stored
            """;

    private static String findings(String body) {
        var text = "program \"p\" for trn2 {\n" + BUFFERS + body + "}";
        return String.join(
                "\n",
                Checker.verify(ProgramParser.parse(text, "p")).stream()
                        .map(Diagnostic::toString)
                        .toList());
    }

    /** Two halves of a tile that a queue fills and an engine empties, each waiting for the other. */
    private static String pipeline(String whenFree) {
        return """
                loop %%i to 8 {
                  queue0 dma_copy destination=%%a[0; 0+128; 512] source=%%x[512*%%i; 128@4096; 512]%s signal(@loaded += 1)
                  vector tensor_copy destination=%%b[0; 0+128; 512] source=%%a[0; 0+128; 512] wait(@loaded >= %%i + 1)%s signal(@used += 1)
                  queue1 dma_copy destination=%%y[512*%%i; 128@4096; 512] source=%%b[0; 0+128; 512] wait(@used >= %%i + 1) signal(@stored += 1)
                }
                """.formatted(whenFree, " wait(@stored >= %i)");
    }

    @Test
    void aPipelineThatWaitsBothWaysPasses() {
        assertThat(findings(pipeline(" wait(@used >= %i)"))).isEmpty();
    }

    @Test
    void aLoadThatDoesNotWaitForTheReaderIsARaceOfTwoRuns() {
        assertThat(findings(pipeline("")))
                .isEqualTo("p:12:3: step 1 'queue0 dma_copy' at %i = 1 writes bytes 0 to 2047 (2048 bytes in 128"
                        + " partitions) of SBUF, %a in a race with step 2 'vector tensor_copy' at %i = 0, which reads it:"
                        + " no chain of semaphores orders them (make one wait for a signal of the other)");
    }

    @Test
    void whatNothingHasWrittenIsNotRead() {
        assertThat(findings("vector tensor_copy destination=%a[0; 0+128; 512] source=%b[0; 0+128; 512]"))
                .contains("step 1 'vector tensor_copy' reads bytes 4096 to 6143 (2048 bytes in 128 partitions) of SBUF,"
                        + " %b, which nothing has written");
        assertThat(findings("""
                vector memset destination=%b[0; 0+64; 512] value=1.0
                vector tensor_copy destination=%a[0; 0+128; 512] source=%b[0; 0+128; 512]
                """)).contains("(2048 bytes in 64 partitions)");
    }

    @Test
    void whatAnotherTileLeftIsNotRead() {
        assertThat(findings("""
                vector memset destination=%b[0; 0+128; 512] value=1.0
                vector memset destination=%over[0; 0+128; 512] value=2.0
                vector tensor_copy destination=%a[0; 0+128; 512] source=%b[0; 0+128; 512]
                """))
                .contains("bytes 5120 to 6143", "which step 2 'vector memset' has written through another tile");
    }

    @Test
    void accessesStayInTheirBuffersWhereverLoopsMoveThem() {
        assertThat(findings("loop %i to 3 { vector memset destination=%a[512*%i; 0+128; 512] value=0.0 }"))
                .contains("step 1, vector memset': out of bounds: elements 0 to 1535 of %a, which has 0 to 1023");
        assertThat(findings("loop %i to 2 { vector memset destination=%a[512*%i; 0+128; 512] value=0.0 }"))
                .isEmpty();
        assertThat(findings("vector memset destination=%a[0; 0+128; 2@-1] value=0.0"))
                .contains("out of bounds: elements -1 to 0");
        assertThat(findings("vector memset destination=%a[0; 64+96; 2] value=0.0"))
                .contains("partitions 64 to 159 are not all among the 128 of %a");
    }

    @Test
    void tilesFitTheirMemory() {
        assertThat(findings("").isEmpty()).isTrue();
        var text = "program \"p\" for trn1 { sbuf %a : f32[48, 1024] at 4 partitions 0+128 }";
        assertThat(Checker.verify(ProgramParser.parse(text, "p")).toString())
                .contains("%a takes 196608 bytes from 4 on in each partition of SBUF, which has 196608 on Trainium");
    }

    @Test
    void enginesReachWhatTheyReach() {
        assertThat(findings("gpsimd memset destination=%p[0; 0+128; 512] value=0.0"))
                .contains("the gpsimd engine does not reach PSUM");
        assertThat(findings("queue0 dma_copy destination=%p[0; 0+128; 512] source=%x[0; 128@4096; 512]"))
                .contains("transfers do not reach PSUM");
        assertThat(findings("scalar memset destination=%a[0; 0+128; 512] value=0.0"))
                .contains("scalar has no such instruction");
        assertThat(findings("vector memset destination=%a[0; 16+32; 512] value=0.0"))
                .contains("an engine reaches 32 partitions from a multiple of 32 on, not from 16");
        assertThat(findings("queue0 dma_copy destination=%x[0; 128@4096; 512] source=%x[0; 128@4096; 512]"))
                .contains("%x is an input, which is not written");
    }

    @Test
    void theTextOrderIsALegalOrder() {
        assertThat(findings("""
                vector memset destination=%b[0; 0+128; 512] value=1.0 wait(@used >= 1)
                scalar tensor_copy destination=%a[0; 0+128; 512] source=%b[0; 0+128; 512] signal(@used += 1)
                """))
                .contains("step 1 'vector memset' waits for @used >= 1, which the steps before it raise to 0 only");
    }

    @Test
    void aSemaphoreHasOneProcessorThatRaisesIt() {
        assertThat(findings("""
                vector memset destination=%a[0; 0+128; 512] value=1.0 signal(@used += 1)
                gpsimd memset destination=%b[0; 0+128; 512] value=1.0 signal(@used += 1)
                """)).contains("@used is raised by vector and by gpsimd");
    }

    @Test
    void nothingIsAccumulatedOnWhatNoMatmulWrote() {
        assertThat(findings("""
                vector memset destination=%a[0; 0+128; 1024] value=1.0
                vector memset destination=%p[0; 0+128; 512] value=0.0 signal(@used += 1)
                tensor matmul destination=%p[0; 0+128; 512] stationary=%a[0; 0+128; 128] moving=%a[0; 0+128; 512] \
                accumulate=true mode=normal wait(@used >= 1)
                """)).contains("accumulates on bytes 0 to 2047", "what the sum is, is not defined");
    }

    @Test
    void loopsOfManyIterationsAreNotUnrolled() {
        assertThat(findings("""
                loop %n to 1000000000 {
                  queue0 dma_copy destination=%a[0; 0+128; 512] source=%x[0; 128@4096; 512] wait(@used >= %n) signal(@loaded += 1)
                  vector tensor_copy destination=%b[0; 0+128; 512] source=%a[0; 0+128; 512] wait(@loaded >= %n + 1) signal(@used += 1)
                }
                scalar tensor_copy destination=%a[512; 0+128; 512] source=%b[0; 0+128; 512] wait(@used >= 1000000000)
                """)).isEmpty();
        assertThat(findings("""
                loop %n to 1000000000 {
                  queue0 dma_copy destination=%a[0; 0+128; 512] source=%x[0; 128@4096; 512] wait(@used >= %n) signal(@loaded += 1)
                  vector tensor_copy destination=%b[0; 0+128; 512] source=%a[0; 0+128; 512] wait(@loaded >= %n + 1) signal(@used += 1)
                }
                scalar tensor_copy destination=%a[512; 0+128; 512] source=%b[0; 0+128; 512] wait(@used >= 999999999)
                """)).contains("race with step 2 'vector tensor_copy' at %n = 999999999");
    }

    @Test
    void randomPipelinesAreRightWhereTheDefinitionSaysSo() {
        int wrong = 0;
        for (long seed = 0; seed < 3000; seed++) {
            var program = new RandomPipelines(seed).program();
            boolean found = Checker.verify(program).stream()
                    .anyMatch(finding -> finding.message().contains("race")
                            || finding.message().contains("waits for"));
            assertThat(found).as("seed %d", seed).isEqualTo(BruteForce.isWrong(program));
            wrong += found ? 1 : 0;
        }
        assertThat(wrong).as("both verdicts occur").isBetween(300, 2700);
    }
}
