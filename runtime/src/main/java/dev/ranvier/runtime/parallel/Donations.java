package dev.ranvier.runtime.parallel;

import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters give up their memory, and to which results. JAX either names the result ({@code tf.aliasing_output})
 * or leaves the choice ({@code jax.buffer_donor}): then it is the first free one of the same size, and without one the
 * parameter keeps its memory, as with XLA.
 */
final class Donations {
    private final List<Boolean> donated = new ArrayList<>();
    private final List<@Nullable Integer> aliases;

    /**
     * Reads the attributes of the parameters.
     *
     * @param parameters the types of the parameters on one device
     * @param results the types of the results on one device
     */
    Donations(List<Dictionary> attributes, List<TensorType> parameters, List<TensorType> results) {
        this.aliases = new ArrayList<@Nullable Integer>();
        results.forEach(_ -> aliases.add(null));
        for (int i = 0; i < parameters.size(); i++) {
            var named = attributes.get(i).get("tf.aliasing_output");
            donated.add(named != null);
            if (named instanceof BuiltinAttribute.Int index
                    && results.get(Math.toIntExact(index.value())).equals(parameters.get(i))) {
                aliases.set(Math.toIntExact(index.value()), i);
            }
        }
        for (int i = 0; i < parameters.size(); i++) {
            if (!donated.get(i)
                    && attributes.get(i).get("jax.buffer_donor") instanceof BuiltinAttribute.Bool(boolean donor)
                    && donor) {
                donated.set(i, takeOver(i, bytes(parameters.get(i)), results));
            }
        }
    }

    private boolean takeOver(int parameter, long bytes, List<TensorType> results) {
        for (int r = 0; r < results.size(); r++) {
            if (aliases.get(r) == null && bytes(results.get(r)) == bytes) {
                aliases.set(r, parameter);
                return true;
            }
        }
        return false;
    }

    private static long bytes(TensorType type) {
        return type.elementCount() * type.elementType().byteWidth();
    }

    boolean isDonated(int parameter) {
        return donated.get(parameter);
    }

    /** The parameter whose memory a result takes, or null. */
    @Nullable
    Integer alias(int result) {
        return aliases.get(result);
    }
}
