package dev.ranvier.stablehlo;

/**
 * What every op has beside its own parts.
 *
 * @param location where it comes from
 * @param discardable attributes that are not the op's own, such as {@code mhlo.sharding}
 */
public record OpInfo(Location location, Dictionary discardable) {
    public static final OpInfo NONE = new OpInfo(Location.unknown(), Dictionary.EMPTY);

    public static OpInfo at(Location location) {
        return new OpInfo(location, Dictionary.EMPTY);
    }
}
