package dev.ranvier.stablehlo.sharding;

import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tensor of the program and what is known of its sharding; several values share one where they are the same tensor. */
final class Cell implements Port {
    private final TensorType type;
    private final List<Node> neighbours = new ArrayList<>();
    private @Nullable AxisSharding sharding;
    private @Nullable Node source;
    private int uses;

    Cell(TensorType type, @Nullable AxisSharding sharding) {
        this.type = type;
        this.sharding = sharding;
    }

    TensorType type() {
        return type;
    }

    @Override
    public Cell cell() {
        return this;
    }

    @Override
    public @Nullable AxisSharding sharding() {
        return sharding;
    }

    @Override
    public void split(AxisSharding further) {
        sharding = further;
    }

    /** The nodes that shardings can pass to from here. */
    List<Node> neighbours() {
        return neighbours;
    }

    /** The node that computes it, if shardings can pass there. */
    @Nullable
    Node source() {
        return source;
    }

    void setSource(Node node) {
        source = node;
    }

    void countUse() {
        uses++;
    }

    /** How many operands of ops it is, those that end regions among them. */
    int uses() {
        return uses;
    }
}
