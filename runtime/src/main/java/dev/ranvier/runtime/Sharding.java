package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Int64Array;

/** How a global tensor lies on the devices of an executable. */
public sealed interface Sharding {

    /** Every device has all of it. */
    record Replicated() implements Sharding {}

    /** One device has all of it, numbered in the executable's device order. */
    record Maximal(int device) implements Sharding {}

    /**
     * Every dimension is cut into {@code tiles} parts.
     *
     * @param tiles parts of each dimension; with {@code replicated}, followed by the number of devices that share a part
     * @param devices the device of each tile in row-major order, in the executable's device order
     * @param replicated whether the last number of {@code tiles} is no dimension but counts replicas
     */
    record Tiled(Int64Array tiles, Int64Array devices, boolean replicated) implements Sharding {}
}
