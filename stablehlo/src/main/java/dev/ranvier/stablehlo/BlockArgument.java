package dev.ranvier.stablehlo;

/** A value that a region is entered with. */
public final class BlockArgument implements Value {
    private final Type type;
    private final Location location;

    public BlockArgument(Type type, Location location) {
        this.type = type;
        this.location = location;
    }

    public BlockArgument(Type type) {
        this(type, Location.unknown());
    }

    @Override
    public Type type() {
        return type;
    }

    public Location location() {
        return location;
    }

    @Override
    public String toString() {
        return "BlockArgument(" + type + ")";
    }
}
