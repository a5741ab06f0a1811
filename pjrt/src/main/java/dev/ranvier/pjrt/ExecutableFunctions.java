package dev.ranvier.pjrt;

import dev.ranvier.runtime.Client;
import dev.ranvier.runtime.Signature;
import dev.ranvier.stablehlo.TensorType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.LongStream;

/** {@code PJRT_Executable_*}. */
final class ExecutableFunctions {
    private static final Field NAME_EXECUTABLE_NAME = Layouts.field("PJRT_Executable_Name_Args.executable_name");
    private static final Field NAME_EXECUTABLE_NAME_SIZE =
            Layouts.field("PJRT_Executable_Name_Args.executable_name_size");
    private static final Field NUM_REPLICAS = Layouts.field("PJRT_Executable_NumReplicas_Args.num_replicas");
    private static final Field NUM_PARTITIONS = Layouts.field("PJRT_Executable_NumPartitions_Args.num_partitions");
    private static final Field NUM_OUTPUTS = Layouts.field("PJRT_Executable_NumOutputs_Args.num_outputs");
    private static final Field SIZE_OF_GENERATED_CODE_IN_BYTES_SIZE_IN_BYTES =
            Layouts.field("PJRT_Executable_SizeOfGeneratedCodeInBytes_Args.size_in_bytes");
    private static final Field GET_COST_ANALYSIS_NUM_PROPERTIES =
            Layouts.field("PJRT_Executable_GetCostAnalysis_Args.num_properties");
    private static final Field GET_COST_ANALYSIS_PROPERTIES =
            Layouts.field("PJRT_Executable_GetCostAnalysis_Args.properties");
    private static final Field FINGERPRINT_EXECUTABLE_FINGERPRINT =
            Layouts.field("PJRT_Executable_Fingerprint_Args.executable_fingerprint");
    private static final Field FINGERPRINT_EXECUTABLE_FINGERPRINT_SIZE =
            Layouts.field("PJRT_Executable_Fingerprint_Args.executable_fingerprint_size");
    private static final Field OUTPUT_MEMORY_KINDS_NUM_OUTPUTS =
            Layouts.field("PJRT_Executable_OutputMemoryKinds_Args.num_outputs");
    private static final Field OUTPUT_MEMORY_KINDS_MEMORY_KINDS =
            Layouts.field("PJRT_Executable_OutputMemoryKinds_Args.memory_kinds");
    private static final Field OUTPUT_MEMORY_KINDS_MEMORY_KIND_SIZES =
            Layouts.field("PJRT_Executable_OutputMemoryKinds_Args.memory_kind_sizes");
    private static final Field PARAMETER_MEMORY_KINDS_NUM_PARAMETERS =
            Layouts.field("PJRT_Executable_ParameterMemoryKinds_Args.num_parameters");
    private static final Field PARAMETER_MEMORY_KINDS_MEMORY_KINDS =
            Layouts.field("PJRT_Executable_ParameterMemoryKinds_Args.memory_kinds");
    private static final Field PARAMETER_MEMORY_KINDS_MEMORY_KIND_SIZES =
            Layouts.field("PJRT_Executable_ParameterMemoryKinds_Args.memory_kind_sizes");
    private static final Field OUTPUT_ELEMENT_TYPES_OUTPUT_TYPES =
            Layouts.field("PJRT_Executable_OutputElementTypes_Args.output_types");
    private static final Field OUTPUT_ELEMENT_TYPES_NUM_OUTPUT_TYPES =
            Layouts.field("PJRT_Executable_OutputElementTypes_Args.num_output_types");
    private static final Field OUTPUT_DIMENSIONS_NUM_OUTPUTS =
            Layouts.field("PJRT_Executable_OutputDimensions_Args.num_outputs");
    private static final Field OUTPUT_DIMENSIONS_DIMS = Layouts.field("PJRT_Executable_OutputDimensions_Args.dims");
    private static final Field OUTPUT_DIMENSIONS_DIM_SIZES =
            Layouts.field("PJRT_Executable_OutputDimensions_Args.dim_sizes");
    private static final Field GET_COMPILED_MEMORY_STATS_GENERATED_CODE_SIZE_IN_BYTES =
            Layouts.field("PJRT_Executable_GetCompiledMemoryStats_Args.generated_code_size_in_bytes");
    private static final Field GET_COMPILED_MEMORY_STATS_ARGUMENT_SIZE_IN_BYTES =
            Layouts.field("PJRT_Executable_GetCompiledMemoryStats_Args.argument_size_in_bytes");
    private static final Field GET_COMPILED_MEMORY_STATS_OUTPUT_SIZE_IN_BYTES =
            Layouts.field("PJRT_Executable_GetCompiledMemoryStats_Args.output_size_in_bytes");
    private static final Field GET_COMPILED_MEMORY_STATS_ALIAS_SIZE_IN_BYTES =
            Layouts.field("PJRT_Executable_GetCompiledMemoryStats_Args.alias_size_in_bytes");
    private static final Field GET_COMPILED_MEMORY_STATS_TEMP_SIZE_IN_BYTES =
            Layouts.field("PJRT_Executable_GetCompiledMemoryStats_Args.temp_size_in_bytes");
    private static final Field GET_COMPILED_MEMORY_STATS_HOST_GENERATED_CODE_SIZE_IN_BYTES =
            Layouts.field("PJRT_Executable_GetCompiledMemoryStats_Args.host_generated_code_size_in_bytes");
    private static final Field GET_COMPILED_MEMORY_STATS_HOST_ARGUMENT_SIZE_IN_BYTES =
            Layouts.field("PJRT_Executable_GetCompiledMemoryStats_Args.host_argument_size_in_bytes");
    private static final Field GET_COMPILED_MEMORY_STATS_HOST_OUTPUT_SIZE_IN_BYTES =
            Layouts.field("PJRT_Executable_GetCompiledMemoryStats_Args.host_output_size_in_bytes");
    private static final Field GET_COMPILED_MEMORY_STATS_HOST_ALIAS_SIZE_IN_BYTES =
            Layouts.field("PJRT_Executable_GetCompiledMemoryStats_Args.host_alias_size_in_bytes");
    private static final Field GET_COMPILED_MEMORY_STATS_HOST_TEMP_SIZE_IN_BYTES =
            Layouts.field("PJRT_Executable_GetCompiledMemoryStats_Args.host_temp_size_in_bytes");
    private static final Field GET_COMPILED_MEMORY_STATS_PEAK_MEMORY_IN_BYTES =
            Layouts.field("PJRT_Executable_GetCompiledMemoryStats_Args.peak_memory_in_bytes");
    private static final Field GET_COMPILED_MEMORY_STATS_TOTAL_SIZE_IN_BYTES =
            Layouts.field("PJRT_Executable_GetCompiledMemoryStats_Args.total_size_in_bytes");
    private static final Field SERIALIZE_SERIALIZED_BYTES =
            Layouts.field("PJRT_Executable_Serialize_Args.serialized_bytes");
    private static final Field SERIALIZE_SERIALIZED_BYTES_SIZE =
            Layouts.field("PJRT_Executable_Serialize_Args.serialized_bytes_size");
    private static final Field SERIALIZE_SERIALIZED_EXECUTABLE =
            Layouts.field("PJRT_Executable_Serialize_Args.serialized_executable");
    private static final Field SERIALIZE_SERIALIZED_EXECUTABLE_DELETER =
            Layouts.field("PJRT_Executable_Serialize_Args.serialized_executable_deleter");
    private static final Field GET_COMPILE_OPTIONS_SERIALIZED_BYTES =
            Layouts.field("PJRT_Executable_GetCompileOptions_Args.serialized_bytes");
    private static final Field GET_COMPILE_OPTIONS_SERIALIZED_BYTES_SIZE =
            Layouts.field("PJRT_Executable_GetCompileOptions_Args.serialized_bytes_size");
    private static final Field GET_COMPILE_OPTIONS_SERIALIZED_COMPILE_OPTIONS =
            Layouts.field("PJRT_Executable_GetCompileOptions_Args.serialized_compile_options");
    private static final Field GET_COMPILE_OPTIONS_SERIALIZED_COMPILE_OPTIONS_DELETER =
            Layouts.field("PJRT_Executable_GetCompileOptions_Args.serialized_compile_options_deleter");
    private static final Field DESERIALIZE_AND_LOAD_SERIALIZED_EXECUTABLE =
            Layouts.field("PJRT_Executable_DeserializeAndLoad_Args.serialized_executable");
    private static final Field DESERIALIZE_AND_LOAD_SERIALIZED_EXECUTABLE_SIZE =
            Layouts.field("PJRT_Executable_DeserializeAndLoad_Args.serialized_executable_size");
    private static final Field DESERIALIZE_AND_LOAD_OVERRIDDEN_SERIALIZED_COMPILE_OPTIONS =
            Layouts.field("PJRT_Executable_DeserializeAndLoad_Args.overridden_serialized_compile_options");
    private static final Field DESERIALIZE_AND_LOAD_OVERRIDDEN_SERIALIZED_COMPILE_OPTIONS_SIZE =
            Layouts.field("PJRT_Executable_DeserializeAndLoad_Args.overridden_serialized_compile_options_size");
    private static final Field DESERIALIZE_AND_LOAD_LOADED_EXECUTABLE =
            Layouts.field("PJRT_Executable_DeserializeAndLoad_Args.loaded_executable");

    private static final Field OPTIMIZED_PROGRAM_PROGRAM =
            Layouts.field("PJRT_Executable_OptimizedProgram_Args.program");

    private static final Field PROGRAM_CODE = Layouts.field("PJRT_Program.code");
    private static final Field PROGRAM_CODE_SIZE = Layouts.field("PJRT_Program.code_size");
    private static final Field PROGRAM_FORMAT = Layouts.field("PJRT_Program.format");
    private static final Field PROGRAM_FORMAT_SIZE = Layouts.field("PJRT_Program.format_size");
    private static final Text MLIR = Text.permanent(Client.MLIR);

    private ExecutableFunctions() {}

    static PjrtExecutable executable(long arguments) {
        return Handles.get(Field.FIRST.getLong(arguments), PjrtExecutable.class);
    }

    static void destroy(long arguments) {
        Handles.remove(Field.FIRST.getLong(arguments), PjrtExecutable.class);
    }

    static void name(long arguments) {
        executable(arguments).name().put(arguments, NAME_EXECUTABLE_NAME, NAME_EXECUTABLE_NAME_SIZE);
    }

    static void numReplicas(long arguments) {
        NUM_REPLICAS.put(arguments, executable(arguments).options().replicas());
    }

    static void numPartitions(long arguments) {
        NUM_PARTITIONS.put(arguments, executable(arguments).options().partitions());
    }

    static void numOutputs(long arguments) {
        NUM_OUTPUTS.put(arguments, results(executable(arguments)).size());
    }

    private static List<Signature.Result> results(PjrtExecutable executable) {
        return executable.executable().signature().results();
    }

    private static List<Signature.Parameter> parameters(PjrtExecutable executable) {
        return executable.executable().signature().parameters();
    }

    /** Not known: the reference device generates no code. */
    static void sizeOfGeneratedCodeInBytes(long arguments) {
        SIZE_OF_GENERATED_CODE_IN_BYTES_SIZE_IN_BYTES.put(arguments, 0);
    }

    static void getCostAnalysis(long arguments) {
        executable(arguments).costs().put(arguments, GET_COST_ANALYSIS_PROPERTIES, GET_COST_ANALYSIS_NUM_PROPERTIES);
    }

    static void fingerprint(long arguments) {
        executable(arguments)
                .fingerprint()
                .put(arguments, FINGERPRINT_EXECUTABLE_FINGERPRINT, FINGERPRINT_EXECUTABLE_FINGERPRINT_SIZE);
    }

    static void outputMemoryKinds(long arguments) {
        var executable = executable(arguments);
        var results = results(executable);
        OUTPUT_MEMORY_KINDS_NUM_OUTPUTS.put(arguments, results.size());
        OUTPUT_MEMORY_KINDS_MEMORY_KINDS.put(
                arguments, executable.array(results, result -> MemoryFunctions.DEVICE_KIND.address()));
        OUTPUT_MEMORY_KINDS_MEMORY_KIND_SIZES.put(
                arguments, executable.array(results, result -> MemoryFunctions.DEVICE_KIND.size()));
    }

    static void parameterMemoryKinds(long arguments) {
        var executable = executable(arguments);
        var parameters = parameters(executable);
        PARAMETER_MEMORY_KINDS_NUM_PARAMETERS.put(arguments, parameters.size());
        PARAMETER_MEMORY_KINDS_MEMORY_KINDS.put(
                arguments, executable.array(parameters, parameter -> MemoryFunctions.DEVICE_KIND.address()));
        PARAMETER_MEMORY_KINDS_MEMORY_KIND_SIZES.put(
                arguments, executable.array(parameters, parameter -> MemoryFunctions.DEVICE_KIND.size()));
    }

    static void outputElementTypes(long arguments) {
        var executable = executable(arguments);
        var types = executable.resultTypes();
        OUTPUT_ELEMENT_TYPES_OUTPUT_TYPES.put(
                arguments,
                executable.array(types.stream()
                        .mapToInt(type -> ElementTypes.number(type.elementType()))
                        .toArray()));
        OUTPUT_ELEMENT_TYPES_NUM_OUTPUT_TYPES.put(arguments, types.size());
    }

    static void outputDimensions(long arguments) {
        var executable = executable(arguments);
        var types = executable.resultTypes();
        var sizes = types.stream()
                .flatMapToLong(type -> LongStream.of(type.shape()))
                .boxed()
                .toList();
        OUTPUT_DIMENSIONS_NUM_OUTPUTS.put(arguments, types.size());
        OUTPUT_DIMENSIONS_DIMS.put(arguments, executable.array(sizes, size -> size));
        OUTPUT_DIMENSIONS_DIM_SIZES.put(arguments, executable.array(types, TensorType::rank));
    }

    static void getCompiledMemoryStats(long arguments) {
        var executable = executable(arguments);
        var results = results(executable);
        long parameterBytes = parameters(executable).stream()
                .mapToLong(parameter -> bytes(parameter.type()))
                .sum();
        long resultBytes =
                results.stream().mapToLong(result -> bytes(result.type())).sum();
        long aliasBytes = results.stream()
                .filter(result -> result.alias() != null)
                .mapToLong(result -> bytes(result.type()))
                .sum();
        long temporaryBytes = executable.executable().temporaryBytes();
        GET_COMPILED_MEMORY_STATS_GENERATED_CODE_SIZE_IN_BYTES.put(arguments, 0);
        GET_COMPILED_MEMORY_STATS_ARGUMENT_SIZE_IN_BYTES.put(arguments, parameterBytes);
        GET_COMPILED_MEMORY_STATS_OUTPUT_SIZE_IN_BYTES.put(arguments, resultBytes);
        GET_COMPILED_MEMORY_STATS_ALIAS_SIZE_IN_BYTES.put(arguments, aliasBytes);
        GET_COMPILED_MEMORY_STATS_TEMP_SIZE_IN_BYTES.put(arguments, temporaryBytes);
        GET_COMPILED_MEMORY_STATS_HOST_GENERATED_CODE_SIZE_IN_BYTES.put(arguments, 0);
        GET_COMPILED_MEMORY_STATS_HOST_ARGUMENT_SIZE_IN_BYTES.put(arguments, 0);
        GET_COMPILED_MEMORY_STATS_HOST_OUTPUT_SIZE_IN_BYTES.put(arguments, 0);
        GET_COMPILED_MEMORY_STATS_HOST_ALIAS_SIZE_IN_BYTES.put(arguments, 0);
        GET_COMPILED_MEMORY_STATS_HOST_TEMP_SIZE_IN_BYTES.put(arguments, 0);
        long packedBytes = executable.executable().packedBytes();
        long peak = parameterBytes + resultBytes - aliasBytes + temporaryBytes + packedBytes;
        GET_COMPILED_MEMORY_STATS_PEAK_MEMORY_IN_BYTES.put(arguments, peak);
        GET_COMPILED_MEMORY_STATS_TOTAL_SIZE_IN_BYTES.put(arguments, peak);
    }

    private static long bytes(TensorType type) {
        return type.elementCount() * type.elementType().byteWidth();
    }

    /** The framework asks for the size first, with no place for the text. */
    static void optimizedProgram(long arguments) {
        long program = OPTIMIZED_PROGRAM_PROGRAM.getLong(arguments);
        var text = Protos.utf8(executable(arguments).programText());
        PROGRAM_CODE_SIZE.put(program, text.length);
        MLIR.put(program, PROGRAM_FORMAT, PROGRAM_FORMAT_SIZE);
        long place = PROGRAM_CODE.getLong(program);
        if (place != 0) {
            Native.bytes(place, text.length).copyFrom(MemorySegment.ofArray(text));
        }
    }

    static void serialize(long arguments) {
        Serialized.put(
                arguments,
                executable(arguments).serialize(),
                SERIALIZE_SERIALIZED_BYTES,
                SERIALIZE_SERIALIZED_BYTES_SIZE,
                SERIALIZE_SERIALIZED_EXECUTABLE,
                SERIALIZE_SERIALIZED_EXECUTABLE_DELETER);
    }

    static void getCompileOptions(long arguments) {
        Serialized.put(
                arguments,
                executable(arguments).serializedOptions(),
                GET_COMPILE_OPTIONS_SERIALIZED_BYTES,
                GET_COMPILE_OPTIONS_SERIALIZED_BYTES_SIZE,
                GET_COMPILE_OPTIONS_SERIALIZED_COMPILE_OPTIONS,
                GET_COMPILE_OPTIONS_SERIALIZED_COMPILE_OPTIONS_DELETER);
    }

    static void deserializeAndLoad(long arguments) {
        var client = ClientFunctions.client(arguments);
        var bytes = Native.bytes(
                DESERIALIZE_AND_LOAD_SERIALIZED_EXECUTABLE.getLong(arguments),
                DESERIALIZE_AND_LOAD_SERIALIZED_EXECUTABLE_SIZE.getLong(arguments));
        var options = Native.bytes(
                DESERIALIZE_AND_LOAD_OVERRIDDEN_SERIALIZED_COMPILE_OPTIONS.getLong(arguments),
                DESERIALIZE_AND_LOAD_OVERRIDDEN_SERIALIZED_COMPILE_OPTIONS_SIZE.getLong(arguments));
        var loaded = PjrtExecutable.deserialize(client, bytes, options);
        DESERIALIZE_AND_LOAD_LOADED_EXECUTABLE.put(arguments, Handles.add(loaded));
    }
}
