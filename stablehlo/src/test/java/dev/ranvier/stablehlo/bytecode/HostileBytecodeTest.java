package dev.ranvier.stablehlo.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.RanvierException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Files made to cost more than they weigh. */
class HostileBytecodeTest {
    private static final int LOCATION_UNKNOWN = 15;
    private static final int ARRAY = 0;

    /** A file of one module whose location is the first of {@code attributes}. */
    private static MemorySegment file(List<Emitter> attributes, Emitter ir) {
        var out = new Emitter();
        out.bytes(new byte[] {'M', 'L', (byte) 0xEF, 'R'});
        out.varInt(6);
        out.terminated("test".getBytes(StandardCharsets.UTF_8));
        out.section(Sections.DIALECT, numbers(1, 0, 1, 0, 1, 3));
        var offsets = numbers(attributes.size(), 0, 0, attributes.size());
        var data = new Emitter();
        for (var attribute : attributes) {
            offsets.varInt(attribute.size(), true);
            data.bytes(attribute.toByteArray());
        }
        out.section(Sections.ATTRIBUTE_TYPE_OFFSET, offsets);
        out.section(Sections.ATTRIBUTE_TYPE, data);
        out.section(Sections.IR, ir);
        var strings = numbers(2, "module".length() + 1, "builtin".length() + 1);
        strings.terminated("builtin".getBytes(StandardCharsets.UTF_8));
        strings.terminated("module".getBytes(StandardCharsets.UTF_8));
        out.section(Sections.STRING, strings);
        return MemorySegment.ofArray(out.toByteArray());
    }

    private static Emitter numbers(long... values) {
        var out = new Emitter();
        for (long value : values) {
            out.varInt(value);
        }
        return out;
    }

    private static MemorySegment file(List<Emitter> attributes) {
        return file(attributes, module(0));
    }

    /** One module, with what the mask says that follows its location. */
    private static Emitter module(int mask, long... rest) {
        var out = numbers(1 << 1);
        op(out, mask, rest);
        return out;
    }

    private static void op(Emitter out, int mask, long... rest) {
        out.varInt(0);
        out.single(mask);
        out.varInt(0);
        out.bytes(numbers(rest).toByteArray());
    }

    private static void assertRefused(MemorySegment file, String message) {
        assertThatThrownBy(() -> BytecodeReader.read(file))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith("offset ");
    }

    /** Attributes of which each is a list of others. */
    private static List<Emitter> lists(int count, IntFunction<Emitter> list) {
        return IntStream.range(0, count).mapToObj(list).toList();
    }

    @Test
    void theSmallestModuleIsRead() {
        var module = BytecodeReader.read(
                file(List.of(numbers(LOCATION_UNKNOWN)), module(OperationReader.HAS_REGIONS, 1 << 1, 0)));
        assertThat(module.functions()).isEmpty();
    }

    @Test
    void anAttributeWithinItselfIsRefused() {
        assertRefused(file(lists(2, i -> numbers(ARRAY, 1, 1 - i))), "part of itself");
    }

    @Test
    void deepAttributesAreRefused() {
        assertRefused(file(lists(100_000, i -> numbers(ARRAY, 1, i + 1))), "deep");
    }

    @Test
    void sharedAttributesThatUnfoldToMillionsAreRefused() {
        assertRefused(file(lists(60, i -> i == 59 ? numbers(ARRAY, 0) : numbers(ARRAY, 2, i + 1, i + 1))), "parts");
    }

    @Test
    void countsBeyondTheFileAreRefused() {
        assertRefused(file(List.of(numbers(ARRAY, 1L << 40))), "do not fit");
        assertRefused(file(List.of(numbers(ARRAY, -1))), "do not fit");
        var location = List.of(numbers(LOCATION_UNKNOWN));
        assertRefused(file(location, module(OperationReader.HAS_REGIONS, 1 << 1, 1, 1L << 30)), "do not fit");
        assertRefused(file(location, module(OperationReader.HAS_REGIONS, 1L << 40)), "do not fit");
    }

    @Test
    void deepRegionsAreRefused() {
        var ir = numbers(1 << 1);
        for (int level = 0; level < 10_000; level++) {
            op(ir, OperationReader.HAS_REGIONS, 1 << 1, 1, 0, 1 << 1);
        }
        assertRefused(file(List.of(numbers(LOCATION_UNKNOWN)), ir), "deep");
    }
}
