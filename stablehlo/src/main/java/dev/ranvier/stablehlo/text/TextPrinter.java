package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.Module;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;

/** Writes modules as MLIR text that {@link TextParser} and MLIR's own parser read. */
public final class TextPrinter {
    private static final int BYTE_BITS = 8;

    private TextPrinter() {}

    /** How much of where things come from is written. */
    public enum Locations {
        NONE,
        /** In MLIR's own form, with all that is known. */
        FULL,
        /** A comment behind each op, with the file and line and the outermost name: for people. */
        COMMENTS
    }

    /**
     * What to write.
     *
     * @param generic every op in MLIR's generic form, not in its own
     * @param locations where ops and arguments come from
     * @param elideLargeConstants constants of more than a few elements without these; the text cannot be read again
     */
    public record Options(boolean generic, Locations locations, boolean elideLargeConstants) {
        /** Pretty and complete but for locations. */
        public static final Options PRETTY = new Options(false, Locations.NONE, false);

        /** Pretty and complete. */
        public static final Options WITH_LOCATIONS = new Options(false, Locations.FULL, false);
    }

    /** The text of {@code module}. */
    public static String print(Module module, Options options) {
        var resources = new TreeMap<String, DenseResource>();
        var printer = new OpPrinter(options, resources);
        printer.print(module);
        printer.append("\n");
        var text = printer.finish();
        return resources.isEmpty() || options.elideLargeConstants() ? text : text + trailer(resources);
    }

    /**
     * The text of one attribute.
     *
     * @param enumerationDialect the dialect of enumerations, which StableHLO and CHLO each have for themselves
     */
    public static String print(Attribute attribute, String enumerationDialect) {
        return new AttributePrinter(enumerationDialect, false, new TreeMap<>()).print(attribute);
    }

    /** The text of an attribute, without the elements of large constants: for messages. */
    public static String print(Attribute attribute) {
        return new AttributePrinter("stablehlo", true, new TreeMap<>()).print(attribute);
    }

    private static String trailer(Map<String, DenseResource> resources) {
        var text = new StringBuilder("\n{-#\n  dialect_resources: {\n    builtin: {");
        var separator = "\n";
        for (var resource : resources.values()) {
            var blob = resource.blob();
            if (blob != null) {
                text.append(separator)
                        .append("      ")
                        .append(AttributePrinter.key(resource.key()))
                        .append(": \"0x");
                HexString.encode(text, MemorySegment.ofArray(littleEndian(resource.alignment())));
                HexString.encode(text, blob);
                text.append('"');
                separator = ",\n";
            }
        }
        return text.append("\n    }\n  }\n#-}\n").toString();
    }

    private static byte[] littleEndian(int value) {
        var bytes = new byte[Integer.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (value >> (BYTE_BITS * i));
        }
        return bytes;
    }
}
