package dev.ranvier.stablehlo;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Elements kept apart from the program text under a key ({@code dense_resource<key> : type}).
 *
 * @param key the name of the resource
 * @param type shape and element type
 * @param blob the bytes, row-major and little-endian; null if the program names the key without giving them
 * @param alignment the alignment of the blob in bytes
 */
public record DenseResource(
        String key, TensorType type, @Nullable MemorySegment blob, int alignment) implements BuiltinAttribute {}
