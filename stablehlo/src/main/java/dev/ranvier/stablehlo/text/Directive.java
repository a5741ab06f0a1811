package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Op;
import java.util.Set;

/** A part of an op's pretty form: parsed and printed by the same object, so that the two agree. */
interface Directive {
    /** Parses this part into {@code draft}. */
    void parse(OpParser parser, OpDraft draft);

    /** Appends this part of {@code op}. */
    void print(OpPrinter printer, Op op);

    /** The attributes that this part shows. */
    default Set<String> attributes() {
        return Set.of();
    }

    /** Whether {@code op} has what this part shows. */
    default boolean isPresent(Op op) {
        return true;
    }

    /** Whether this part stands at the cursor; asked only of the first part of an optional group. */
    default boolean isHere(Cursor cursor) {
        return true;
    }

    /** Whether {@link #print} loses nothing of {@code op}; else the op is written in generic form. */
    default boolean canPrint(Op op) {
        return true;
    }
}
