package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.bytecode.LoweredOp.World;
import org.jspecify.annotations.Nullable;

/** An attribute, a type or the name of an op that a file is to hold once, under a number. */
final class Entry {
    private final Object value;
    private final Encoding encoding;
    private final int dialectNumber;
    private int uses;
    private int number;

    /** The dictionary of an op of VHLO: a dictionary of the builtin dialect whose values are of VHLO. */
    record PortableDictionary(Dictionary dictionary) {}

    /**
     * How a value is written.
     *
     * @param world the world of the value
     * @param innerWorld the world of its parts
     * @param variants what encodes it, null if it is spelled out
     */
    record Encoding(
            World world,
            World innerWorld,
            String dialect,
            @Nullable Variants variants) {
        static Encoding of(World world, Object value, boolean isAttribute) {
            if (world == World.PORTABLE
                    && variants(DialectFormats.VHLO, isAttribute).accepts(value)) {
                return of(DialectFormats.VHLO, World.PORTABLE, World.PORTABLE, isAttribute);
            }
            var inner = value instanceof PortableDictionary ? World.PORTABLE : World.PLAIN;
            for (var formats : DialectFormats.PLAIN) {
                if (variants(formats, isAttribute).accepts(value)) {
                    return of(formats, World.PLAIN, inner, isAttribute);
                }
            }
            return new Encoding(World.PLAIN, World.PLAIN, Spelling.dialect(value), null);
        }

        private static Encoding of(DialectFormats formats, World world, World inner, boolean isAttribute) {
            return new Encoding(world, inner, formats.name(), variants(formats, isAttribute));
        }

        private static Variants variants(DialectFormats formats, boolean isAttribute) {
            return isAttribute ? formats.attributes() : formats.types();
        }
    }

    Entry(Object value, Encoding encoding, int dialectNumber) {
        this.value = value;
        this.encoding = encoding;
        this.dialectNumber = dialectNumber;
    }

    Object value() {
        return value;
    }

    int dialectNumber() {
        return dialectNumber;
    }

    void use() {
        uses++;
    }

    int uses() {
        return uses;
    }

    int number() {
        return number;
    }

    void setNumber(int newNumber) {
        this.number = newNumber;
    }

    World innerWorld() {
        return encoding.innerWorld;
    }

    /** Whether the value is encoded; otherwise it is {@link Spelling spelled} out. */
    boolean isEncoded() {
        return encoding.variants != null;
    }

    /** Writes the value if it is encoded. */
    void write(Encoder out) {
        if (encoding.variants != null) {
            encoding.variants.write(out, value);
        }
    }
}
