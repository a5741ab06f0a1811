package dev.ranvier.runtime;

import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.TensorType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an executable takes and gives on each device, in order. */
public record Signature(List<Parameter> parameters, List<Result> results) {
    public Signature {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
    }

    /**
     * An argument.
     *
     * @param name the name in the source program, or {@code argN}
     * @param type the type on one device
     * @param layout how the caller should have it; one that lies otherwise is put in order at each run
     * @param donated whether the caller gives the buffer up, whether or not a result takes its memory
     * @param sharding how the devices' parts make the global tensor
     */
    public record Parameter(String name, TensorType type, Layout layout, boolean donated, Sharding sharding) {}

    /**
     * A result.
     *
     * @param name the name in the source program, or {@code resultN}
     * @param type the type on one device
     * @param layout how the caller gets it
     * @param alias the parameter whose memory the result takes if that is donated, or null
     * @param sharding how the devices' parts make the global tensor
     * @param location where the source program makes it
     */
    public record Result(
            String name,
            TensorType type,
            Layout layout,
            @Nullable Integer alias,
            Sharding sharding,
            Location location) {}
}
