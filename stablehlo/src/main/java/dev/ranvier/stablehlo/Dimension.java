package dev.ranvier.stablehlo;

/** The size of one dimension of a tensor: known, known to a bound, named, or not known. */
public sealed interface Dimension {
    /** A size known when the program is compiled. */
    record Static(long size) implements Dimension {
        public Static {
            if (size < 0) {
                throw new IllegalArgumentException("negative dimension size " + size);
            }
        }

        @Override
        public String toString() {
            return Long.toString(size);
        }
    }

    /** A size known only at run time and at most {@code bound} (the encoding {@code #stablehlo.bounds<...>}). */
    record Bounded(long bound) implements Dimension {
        public Bounded {
            if (bound < 0) {
                throw new IllegalArgumentException("negative dimension bound " + bound);
            }
        }

        @Override
        public String toString() {
            return "?<=" + bound;
        }
    }

    /**
     * A size known only at run time that has a name: two dimensions of one name are equal. MLIR has no spelling for
     * it, so text and bytecode write it as {@code ?}.
     */
    record Symbolic(String name) implements Dimension {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A size known only at run time ({@code ?}). */
    record Unknown() implements Dimension {
        @Override
        public String toString() {
            return "?";
        }
    }

    /** A size known only at run time. */
    static Dimension unknown() {
        return new Unknown();
    }

    static Dimension of(long size) {
        return new Static(size);
    }

    /** Whether the size is known when the program is compiled. */
    default boolean isStatic() {
        return this instanceof Static;
    }
}
