package dev.ranvier.cpu;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ranvier.llvm.Target;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    /** A failure costs time only, which no other test would show. */
    @Test
    void itsProgramCompiles() {
        assertThatCode(() -> new Rehearsal(Target.host()).run()).doesNotThrowAnyException();
    }
}
