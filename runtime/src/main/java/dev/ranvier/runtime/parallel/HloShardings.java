package dev.ranvier.runtime.parallel;

import dev.ranvier.runtime.Sharding;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Shardings as XLA's text writes them, as {@code mhlo.sharding} holds it. */
final class HloShardings {
    private HloShardings() {}

    static String text(Sharding sharding) {
        return switch (sharding) {
            case Sharding.Replicated() -> "{replicated}";
            case Sharding.Maximal(int device) -> "{maximal device=" + device + "}";
            case Sharding.Tiled tiled -> text(tiled, "unreduced");
        };
    }

    /** The sharding of a device's own part, whose devices stand where those of partial tensors do. */
    static String manualText(Sharding.Tiled tiled) {
        return text(tiled, "manual");
    }

    private static String text(Sharding.Tiled tiled, String partials) {
        if (tiled.partials() == tiled.devices().size()) {
            return "{" + partials + "}";
        }
        var groups = new ArrayList<String>();
        var sizes = tiled.tiles().stream();
        if (tiled.partials() > 1) {
            groups.add(partials);
            sizes = LongStream.concat(sizes, LongStream.of(tiled.partials()));
        }
        if (tiled.copies() > 1) {
            groups.add("replicated");
            sizes = LongStream.concat(sizes, LongStream.of(tiled.copies()));
        }
        return "{devices=[" + joined(sizes) + "]" + joined(tiled.devices().stream())
                + (groups.isEmpty() ? "" : " last_tile_dims={" + String.join(", ", groups) + "}") + "}";
    }

    private static String joined(LongStream numbers) {
        return numbers.mapToObj(Long::toString).collect(Collectors.joining(","));
    }
}
