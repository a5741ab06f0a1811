package dev.ranvier.pjrt;

import dev.ranvier.runtime.Sharding;
import dev.ranvier.runtime.Signature;
import java.util.List;

/** The shardings extension. */
final class ShardingsFunctions {
    private static final Field PARAMETER_SHARDINGS_NUM_PARAMETERS =
            Layouts.field("PJRT_Shardings_PJRT_Executable_ParameterShardings_Args.num_parameters");
    private static final Field PARAMETER_SHARDINGS_SHARDINGS =
            Layouts.field("PJRT_Shardings_PJRT_Executable_ParameterShardings_Args.shardings");
    private static final Field PARAMETER_SHARDINGS_SHARDING_SIZES =
            Layouts.field("PJRT_Shardings_PJRT_Executable_ParameterShardings_Args.sharding_sizes");
    private static final Field OUTPUT_SHARDINGS_NUM_OUTPUTS =
            Layouts.field("PJRT_Shardings_PJRT_Executable_OutputShardings_Args.num_outputs");
    private static final Field OUTPUT_SHARDINGS_SHARDINGS =
            Layouts.field("PJRT_Shardings_PJRT_Executable_OutputShardings_Args.shardings");
    private static final Field OUTPUT_SHARDINGS_SHARDING_SIZES =
            Layouts.field("PJRT_Shardings_PJRT_Executable_OutputShardings_Args.sharding_sizes");

    private ShardingsFunctions() {}

    static void parameterShardings(long arguments) {
        var executable = ExecutableFunctions.executable(arguments);
        var shardings = executable.executable().signature().parameters().stream()
                .map(Signature.Parameter::sharding)
                .toList();
        PARAMETER_SHARDINGS_NUM_PARAMETERS.put(arguments, shardings.size());
        put(executable, shardings, arguments, PARAMETER_SHARDINGS_SHARDINGS, PARAMETER_SHARDINGS_SHARDING_SIZES);
    }

    static void outputShardings(long arguments) {
        var executable = ExecutableFunctions.executable(arguments);
        var shardings = executable.executable().signature().results().stream()
                .map(Signature.Result::sharding)
                .toList();
        OUTPUT_SHARDINGS_NUM_OUTPUTS.put(arguments, shardings.size());
        put(executable, shardings, arguments, OUTPUT_SHARDINGS_SHARDINGS, OUTPUT_SHARDINGS_SHARDING_SIZES);
    }

    private static void put(
            PjrtExecutable executable, List<Sharding> shardings, long arguments, Field protos, Field sizes) {
        if (shardings.isEmpty()) {
            // The framework wants no list rather than an empty one.
            protos.put(arguments, 0);
            sizes.put(arguments, 0);
            return;
        }
        var encoded = shardings.stream().map(Protos::opSharding).toList();
        protos.put(arguments, executable.array(encoded, executable::copy));
        sizes.put(arguments, executable.array(encoded, proto -> proto.length));
    }
}
