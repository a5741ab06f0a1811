package dev.ranvier.reference;

import dev.ranvier.stablehlo.Type;
import java.util.List;

/** What a value of a program holds while it runs. */
public sealed interface RuntimeValue
        permits Tensor, PartedTensor, RuntimeValue.Token, RuntimeValue.Tuple, RuntimeValue.Future {
    Type type();

    /** Orders side effects; all tokens are alike. */
    record Token() implements RuntimeValue {
        @Override
        public Type type() {
            return new Type.Token();
        }
    }

    /** An ordered list of values. */
    record Tuple(List<RuntimeValue> elements) implements RuntimeValue {
        public Tuple {
            elements = List.copyOf(elements);
        }

        @Override
        public Type type() {
            return new Type.Tuple(elements.stream().map(RuntimeValue::type).toList());
        }
    }

    /** The results of an {@code async_start}. */
    record Future(List<RuntimeValue> results) implements RuntimeValue {
        public Future {
            results = List.copyOf(results);
        }

        @Override
        public Type type() {
            return new Type.Future(results.stream().map(RuntimeValue::type).toList());
        }
    }
}
