package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.OpInfo;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.Type;
import dev.ranvier.stablehlo.text.Lexer.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads MLIR text: StableHLO, CHLO, Shardy, functions and modules, in pretty or generic form.
 *
 * <p>What has no location in the text gets the place of its name in it, as from MLIR's own parser.
 */
public final class TextParser {
    private final Cursor cursor;
    private final Aliases aliases;
    private final Resources resources;
    private final OpParser ops;

    private TextParser(String text, String fileName) {
        this.cursor = new Cursor(new Lexer(text, fileName));
        this.aliases = new Aliases(cursor);
        this.resources = new Resources(cursor);
        this.ops = new OpParser(cursor, new AttributeParser(cursor, aliases, resources));
    }

    /**
     * Parses a module, or declarations that are then put in one.
     *
     * @param fileName the name of the text in locations and errors, such as {@code -}
     * @throws RanvierException if the text is malformed or has something that is not of the dialects above; its place
     *     is {@code file:line:column}
     */
    public static Module parse(String text, String fileName) {
        return new TextParser(text, fileName).parse();
    }

    /**
     * Parses one attribute.
     *
     * @throws RanvierException as {@link #parse}
     */
    public static Attribute parseAttribute(String text, String fileName) {
        var parser = new TextParser(text, fileName);
        return parser.whole(parser.ops.attributes().parse());
    }

    /**
     * Parses one type.
     *
     * @throws RanvierException as {@link #parse}
     */
    public static Type parseType(String text, String fileName) {
        var parser = new TextParser(text, fileName);
        return parser.whole(parser.ops.types().parse());
    }

    private <T> T whole(T value) {
        if (!cursor.at(Kind.END)) {
            throw cursor.expected("the end");
        }
        return value;
    }

    private Module parse() {
        collectDefinitions();
        cursor.seek(0);
        var declarations = new ArrayList<Op>();
        while (!cursor.at(Kind.END) && !cursor.at("{-#")) {
            if (aliases.isHere()) {
                aliases.pass(cursor.at(Kind.TYPE) ? ops.types()::parse : ops.attributes()::parse);
            } else {
                declarations.add(ops.parse());
            }
        }
        return declarations.size() == 1 && declarations.getFirst() instanceof Module module
                ? module
                : new Module(null, null, new Region(List.of(), declarations), OpInfo.at(cursor.wholeFile()));
    }

    /** Finds all definitions of aliases, and reads the resources, which may come after their uses. */
    private void collectDefinitions() {
        while (!cursor.at(Kind.END)) {
            if (cursor.at("{-#")) {
                resources.parse();
            } else if (cursor.at(Kind.ATTRIBUTE) || cursor.at(Kind.TYPE)) {
                var name = cursor.spelling();
                cursor.advance();
                if (cursor.at("=")) {
                    aliases.define(name, cursor.end());
                }
            } else {
                cursor.advance();
            }
        }
    }
}
