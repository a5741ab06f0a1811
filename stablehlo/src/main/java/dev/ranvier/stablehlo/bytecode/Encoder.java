package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.DenseResource;
import dev.ranvier.stablehlo.Type;
import java.lang.foreign.MemorySegment;

/** Where the formats write to: the pass that counts what is used, and the one that makes the bytes. */
interface Encoder {
    void varInt(long value);

    void signedVarInt(long value);

    void single(int value);

    void string(String value);

    /** The index of an attribute, in the world of what is being written. */
    void entry(Object attribute);

    /** The index of an attribute shifted by one bit that says that it is present; without one, zero. */
    void presentEntry(Object attribute);

    /** The index of a name in a dictionary of the builtin dialect. */
    void key(String name);

    void type(Type type);

    void blob(MemorySegment bytes);

    void resource(DenseResource resource);
}
