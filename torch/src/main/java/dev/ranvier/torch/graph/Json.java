package dev.ranvier.torch.graph;

import java.util.List;
import java.util.SequencedMap;

/** A JSON value as a tree. */
sealed interface Json {
    /** An object, its members in the order of the document. */
    record Members(SequencedMap<String, Json> values) implements Json {
        @Override
        public String toString() {
            return "an object";
        }
    }

    record Elements(List<Json> values) implements Json {
        @Override
        public String toString() {
            return "a list";
        }
    }

    record Text(String value) implements Json {
        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    /** A number without fraction and exponent that 64 bits hold. */
    record Whole(long value) implements Json {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** Any other number, rounded to a finite value. */
    record Real(double value) implements Json {
        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    record Truth(boolean value) implements Json {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    record Null() implements Json {
        @Override
        public String toString() {
            return "null";
        }
    }
}
