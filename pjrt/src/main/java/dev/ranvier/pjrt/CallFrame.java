package dev.ranvier.pjrt;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.BuiltinAttribute;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.Dictionary;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Builds {@code XLA_FFI_CallFrame}s: what a native handler of a custom call gets. */
record CallFrame(Arena arena) {
    private static final Field XLA_FFI_CALL_FRAME_STRUCT_SIZE = Layouts.field("XLA_FFI_CallFrame.struct_size");
    private static final Field XLA_FFI_CALL_FRAME_API = Layouts.field("XLA_FFI_CallFrame.api");
    private static final Field XLA_FFI_CALL_FRAME_STAGE = Layouts.field("XLA_FFI_CallFrame.stage");
    private static final Field XLA_FFI_CALL_FRAME_ARGS = Layouts.field("XLA_FFI_CallFrame.args");
    private static final Field XLA_FFI_CALL_FRAME_RETS = Layouts.field("XLA_FFI_CallFrame.rets");
    private static final Field XLA_FFI_CALL_FRAME_ATTRS = Layouts.field("XLA_FFI_CallFrame.attrs");
    private static final Field XLA_FFI_CALL_FRAME_FUTURE = Layouts.field("XLA_FFI_CallFrame.future");
    private static final Field XLA_FFI_STRUCT_SIZE = Layouts.field("XLA_FFI_Args.struct_size");
    private static final Field XLA_FFI_SIZE = Layouts.field("XLA_FFI_Args.size");
    private static final Field XLA_FFI_TYPES = Layouts.field("XLA_FFI_Args.types");
    private static final Field XLA_FFI_ARGS = Layouts.field("XLA_FFI_Args.args");
    private static final Field XLA_FFI_BUFFER_STRUCT_SIZE = Layouts.field("XLA_FFI_Buffer.struct_size");
    private static final Field XLA_FFI_BUFFER_DTYPE = Layouts.field("XLA_FFI_Buffer.dtype");
    private static final Field XLA_FFI_BUFFER_DATA = Layouts.field("XLA_FFI_Buffer.data");
    private static final Field XLA_FFI_BUFFER_RANK = Layouts.field("XLA_FFI_Buffer.rank");
    private static final Field XLA_FFI_BUFFER_DIMS = Layouts.field("XLA_FFI_Buffer.dims");
    private static final Field XLA_FFI_ATTRS_STRUCT_SIZE = Layouts.field("XLA_FFI_Attrs.struct_size");
    private static final Field XLA_FFI_ATTRS_SIZE = Layouts.field("XLA_FFI_Attrs.size");
    private static final Field XLA_FFI_ATTRS_TYPES = Layouts.field("XLA_FFI_Attrs.types");
    private static final Field XLA_FFI_ATTRS_NAMES = Layouts.field("XLA_FFI_Attrs.names");
    private static final Field XLA_FFI_ATTRS_ATTRS = Layouts.field("XLA_FFI_Attrs.attrs");
    private static final Field XLA_FFI_BYTE_SPAN_PTR = Layouts.field("XLA_FFI_ByteSpan.ptr");
    private static final Field XLA_FFI_BYTE_SPAN_LEN = Layouts.field("XLA_FFI_ByteSpan.len");
    private static final Field XLA_FFI_SCALAR_DTYPE = Layouts.field("XLA_FFI_Scalar.dtype");
    private static final Field XLA_FFI_SCALAR_VALUE = Layouts.field("XLA_FFI_Scalar.value");
    private static final Field XLA_FFI_ARRAY_DTYPE = Layouts.field("XLA_FFI_Array.dtype");
    private static final Field XLA_FFI_ARRAY_SIZE = Layouts.field("XLA_FFI_Array.size");
    private static final Field XLA_FFI_ARRAY_DATA = Layouts.field("XLA_FFI_Array.data");

    /** {@code XLA_FFI_ExecutionStage_EXECUTE}. */
    private static final int EXECUTE = 3;

    private static final int BUFFER = 1;
    private static final int ARRAY = 1;
    private static final int DICTIONARY = 2;
    private static final int SCALAR = 3;
    private static final int STRING = 4;

    /** {@code XLA_FFI_DataType_TOKEN}. */
    private static final int TOKEN = 17;

    /** {@code XLA_FFI_DataType}. */
    private static final Map<ElementType, Integer> DATA_TYPES = Map.ofEntries(
            Map.entry(ScalarType.I1, 1),
            Map.entry(ScalarType.I8, 2),
            Map.entry(ScalarType.I16, 3),
            Map.entry(ScalarType.I32, 4),
            Map.entry(ScalarType.I64, 5),
            Map.entry(ScalarType.UI8, 6),
            Map.entry(ScalarType.UI16, 7),
            Map.entry(ScalarType.UI32, 8),
            Map.entry(ScalarType.UI64, 9),
            Map.entry(ScalarType.F16, 10),
            Map.entry(ScalarType.F32, 11),
            Map.entry(ScalarType.F64, 12),
            Map.entry(new ComplexType(ScalarType.F32), 15),
            Map.entry(ScalarType.BF16, 16),
            Map.entry(new ComplexType(ScalarType.F64), 18),
            Map.entry(ScalarType.F8E5M2, 19),
            Map.entry(ScalarType.F8E4M3FN, 20),
            Map.entry(ScalarType.I4, 21),
            Map.entry(ScalarType.UI4, 22),
            Map.entry(ScalarType.F8E4M3B11FNUZ, 23),
            Map.entry(ScalarType.F8E5M2FNUZ, 24),
            Map.entry(ScalarType.F8E4M3FNUZ, 25),
            Map.entry(ScalarType.I2, 26),
            Map.entry(ScalarType.UI2, 27),
            Map.entry(ScalarType.F8E4M3, 28),
            Map.entry(ScalarType.F8E3M4, 29),
            Map.entry(ScalarType.F4E2M1FN, 32),
            Map.entry(ScalarType.F8E8M0FNU, 33));

    /** The address of a frame for a call; tokens have a place but no segment. */
    long of(HostOp.CustomCall call, List<MemorySegment> inputs, List<MemorySegment> outputs) {
        long frame =
                arena.allocate(Layouts.size("XLA_FFI_CallFrame"), Long.BYTES).address();
        // XLA's own handlers insist on its traits of the struct, which end before the last field.
        XLA_FFI_CALL_FRAME_STRUCT_SIZE.put(frame, XLA_FFI_CALL_FRAME_FUTURE.in(0));
        XLA_FFI_CALL_FRAME_API.put(frame, FfiApi.address());
        XLA_FFI_CALL_FRAME_STAGE.put(frame, EXECUTE);
        var operands = call.inputs().stream().map(input -> input.type()).toList();
        var results = call.results().stream().map(result -> result.type()).toList();
        fillBuffers(XLA_FFI_CALL_FRAME_ARGS.in(frame), operands, inputs);
        fillBuffers(XLA_FFI_CALL_FRAME_RETS.in(frame), results, outputs);
        fillAttributes(XLA_FFI_CALL_FRAME_ATTRS.in(frame), call.configuration());
        return frame;
    }

    private long struct(String name, Field sizeField) {
        long address = arena.allocate(Layouts.size(name), Long.BYTES).address();
        sizeField.put(address, Layouts.size(name));
        return address;
    }

    /** Results have the form of arguments. */
    private void fillBuffers(long struct, List<Type> types, List<MemorySegment> segments) {
        var buffers = new long[types.size()];
        var kinds = new int[types.size()];
        var remaining = segments.iterator();
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = types.get(i) instanceof TensorType type
                    ? buffer(dataType(type.elementType()), remaining.next().address(), type.shape())
                    : buffer(TOKEN, 0);
            kinds[i] = BUFFER;
        }
        XLA_FFI_STRUCT_SIZE.put(struct, Layouts.size("XLA_FFI_Args"));
        XLA_FFI_SIZE.put(struct, buffers.length);
        XLA_FFI_TYPES.put(struct, Native.allocate(arena, kinds));
        XLA_FFI_ARGS.put(struct, Native.allocate(arena, buffers));
    }

    private long buffer(int dataType, long address, long... shape) {
        long buffer = struct("XLA_FFI_Buffer", XLA_FFI_BUFFER_STRUCT_SIZE);
        XLA_FFI_BUFFER_DTYPE.put(buffer, dataType);
        XLA_FFI_BUFFER_DATA.put(buffer, address);
        XLA_FFI_BUFFER_RANK.put(buffer, shape.length);
        XLA_FFI_BUFFER_DIMS.put(buffer, Native.allocate(arena, shape));
        return buffer;
    }

    private static int dataType(ElementType type) {
        var number = DATA_TYPES.get(type);
        if (number == null) {
            throw RanvierException.unimplemented("a custom call cannot take elements of type " + type);
        }
        return number;
    }

    /** In the order of the names, as handlers expect. */
    private void fillAttributes(long struct, Dictionary attributes) {
        int count = attributes.entries().size();
        var kinds = new int[count];
        var names = new long[count];
        var values = new long[count];
        int next = 0;
        for (var entry : attributes.entries().entrySet()) {
            names[next] = byteSpan(entry.getKey());
            kinds[next] = kind(entry.getValue());
            values[next] = value(entry.getValue());
            next++;
        }
        XLA_FFI_ATTRS_STRUCT_SIZE.put(struct, Layouts.size("XLA_FFI_Attrs"));
        XLA_FFI_ATTRS_SIZE.put(struct, count);
        XLA_FFI_ATTRS_TYPES.put(struct, Native.allocate(arena, kinds));
        XLA_FFI_ATTRS_NAMES.put(struct, Native.allocate(arena, names));
        XLA_FFI_ATTRS_ATTRS.put(struct, Native.allocate(arena, values));
    }

    private static int kind(Attribute attribute) {
        return switch (attribute) {
            case BuiltinAttribute.Int _, BuiltinAttribute.Real _, BuiltinAttribute.Bool _ -> SCALAR;
            case BuiltinAttribute.Text _ -> STRING;
            case Dictionary _ -> DICTIONARY;
            case Int64Array _, BuiltinAttribute.DenseArray _ -> ARRAY;
            default -> throw RanvierException.unimplemented("a custom call cannot take the attribute " + attribute);
        };
    }

    private long value(Attribute attribute) {
        return switch (attribute) {
            case BuiltinAttribute.Int(long value, ScalarType type) -> scalar(type, value);
            case BuiltinAttribute.Real(long bits, ScalarType type) -> scalar(type, bits);
            case BuiltinAttribute.Bool(boolean value) -> scalar(ScalarType.I1, value ? 1 : 0);
            case BuiltinAttribute.Text text -> byteSpan(text.value());
            case Int64Array array -> array(ScalarType.I64, array.toArray());
            case BuiltinAttribute.DenseArray array ->
                array(
                        array.elementType(),
                        array.bits().stream().mapToLong(Long::longValue).toArray());
            case Dictionary dictionary -> {
                long attributes = struct("XLA_FFI_Attrs", XLA_FFI_ATTRS_STRUCT_SIZE);
                fillAttributes(attributes, dictionary);
                yield attributes;
            }
            default -> throw RanvierException.unimplemented("a custom call cannot take the attribute " + attribute);
        };
    }

    private long byteSpan(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        long span = arena.allocate(Layouts.size("XLA_FFI_ByteSpan"), Long.BYTES).address();
        XLA_FFI_BYTE_SPAN_PTR.put(span, Text.in(arena, text).address());
        XLA_FFI_BYTE_SPAN_LEN.put(span, bytes.length);
        return span;
    }

    private long scalar(ScalarType type, long bits) {
        long scalar = arena.allocate(Layouts.size("XLA_FFI_Scalar"), Long.BYTES).address();
        XLA_FFI_SCALAR_DTYPE.put(scalar, dataType(type));
        // Little-endian: the low bytes of a narrower type come first.
        XLA_FFI_SCALAR_VALUE.put(scalar, Native.allocate(arena, bits));
        return scalar;
    }

    private long array(ScalarType type, long... bits) {
        long array = arena.allocate(Layouts.size("XLA_FFI_Array"), Long.BYTES).address();
        int width = type.byteWidth();
        long data = arena.allocate(Math.max(1, (long) bits.length * width), Long.BYTES)
                .address();
        for (int i = 0; i < bits.length; i++) {
            new Field((long) i * width, width).put(data, bits[i]);
        }
        XLA_FFI_ARRAY_DTYPE.put(array, dataType(type));
        XLA_FFI_ARRAY_SIZE.put(array, bits.length);
        XLA_FFI_ARRAY_DATA.put(array, data);
        return array;
    }
}
