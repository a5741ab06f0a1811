package dev.ranvier.pjrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.Diagnostic;
import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;

class DoorTest {
    @Test
    void everyFunctionOfTheTableAnswersOrSaysWhatToDoInstead() throws ReflectiveOperationException {
        var functions = Layouts.functions();
        var methods = Door.methods();
        int absent = 0;
        try (var arena = Arena.ofConfined()) {
            var table = arena.allocate((long) functions.size() * Long.BYTES, Long.BYTES);
            Door.open(table.address(), functions.size());
            for (int slot = 0; slot < functions.size(); slot++) {
                long address = Native.getLong(table.address() + (long) slot * Long.BYTES);
                assertThat(address).as(functions.get(slot)).isNotZero();
                if (!methods.containsKey(functions.get(slot))) {
                    assertRefuses(address, functions.get(slot));
                    absent++;
                }
            }
        }
        assertThat(absent).isEqualTo(19);
    }

    private static void assertRefuses(long address, String function) {
        long handle = Native.call(address, 0);
        var error = Handles.remove(handle, ErrorFunctions.PjrtError.class);
        assertThat(error.code()).as(function).isEqualTo(Diagnostic.Code.UNIMPLEMENTED.number());
        assertThat(Native.text(error.message().address(), error.message().size()))
                .contains(function + " (");
    }

    @Test
    void aTableOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> Door.open(0, 1)).hasMessageContaining("the loader has 1 functions");
    }
}
