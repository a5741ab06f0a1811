package dev.ranvier.pjrt;

import java.lang.foreign.Arena;
import java.util.List;

/** {@code PJRT_Plugin_*}. */
final class PluginFunctions {
    private static final Field ATTRIBUTES = Layouts.field("PJRT_Plugin_Attributes_Args.attributes");
    private static final Field ATTRIBUTES_NUM_ATTRIBUTES = Layouts.field("PJRT_Plugin_Attributes_Args.num_attributes");

    /** The StableHLO version of the programs that the framework shall hand over. */
    private static final List<Long> STABLEHLO_VERSION = List.of(1L, 17L, 0L);

    private static final NamedValues PLUGIN =
            NamedValues.in(Arena.global()).add("stablehlo_current_version", STABLEHLO_VERSION);

    private PluginFunctions() {}

    /** The loader has started everything already. */
    static void initialize(long arguments) {}

    static void attributes(long arguments) {
        PLUGIN.put(arguments, ATTRIBUTES, ATTRIBUTES_NUM_ATTRIBUTES);
    }
}
