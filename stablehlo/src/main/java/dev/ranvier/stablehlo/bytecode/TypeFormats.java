package dev.ranvier.stablehlo.bytecode;

import dev.ranvier.stablehlo.Attribute;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.Dimension;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.QuantizedType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types whose form is the same in several dialects. */
final class TypeFormats {
    /** Stands for a size that is not static, in shapes and bounds. */
    private static final long DYNAMIC = Long.MIN_VALUE;

    private TypeFormats() {}

    /** The encoding of a tensor type that bounds its dynamic sizes: an attribute only in MLIR. */
    record Bounds(Int64Array values) {}

    static Format<Type> unranked() {
        return Format.of(
                in -> {
                    throw in.error("unranked tensors and witnesses are not part of StableHLO any more");
                },
                (out, type) -> {
                    throw new IllegalArgumentException(type.toString());
                });
    }

    static Format<ComplexType> complex() {
        return Format.of(
                in -> {
                    var part = in.type();
                    if (part == ScalarType.F32 || part == ScalarType.F64) {
                        return new ComplexType((ScalarType) part);
                    }
                    throw in.error("the parts of a complex number must be f32 or f64, not " + part);
                },
                (out, type) -> out.type(type.part()));
    }

    static Format<Type.FunctionType> function() {
        return Format.record(Type.FunctionType.class, Format.list(Format.type()), Format.list(Format.type()));
    }

    static Format<Type.Tuple> tuple() {
        return Format.record(Type.Tuple.class, Format.list(Format.type()));
    }

    static Format<Type.Future> future() {
        return Format.record(Type.Future.class, Format.list(Format.type()));
    }

    static Format<Type.Buffer> buffer() {
        return tensor().map(Type.Buffer::new, Type.Buffer::contents);
    }

    /** Shape and element type. */
    static Format<TensorType> tensor() {
        return Format.of(in -> readTensor(in, null), TypeFormats::writeTensor);
    }

    /** The encoding, then shape and element type. */
    static Format<TensorType> encodedTensor() {
        return Format.of(in -> readTensor(in, in.entry()), (out, type) -> {
            out.entry(type.encoding() == null ? boundsOf(type) : type.encoding());
            writeTensor(out, type);
        });
    }

    /** Whether a type needs {@link #encodedTensor}. */
    static boolean isEncoded(TensorType type) {
        return type.encoding() != null || isBounded(type);
    }

    private static boolean isBounded(TensorType type) {
        return type.dimensions().stream().anyMatch(Dimension.Bounded.class::isInstance);
    }

    private static TensorType readTensor(Decoder in, @Nullable Object encoding) {
        var shape = Format.integers().read(in);
        var element = in.check(in.type(), ElementType.class);
        var bounds = encoding instanceof Bounds(Int64Array values) ? values : null;
        if (bounds != null && bounds.size() != shape.size()) {
            throw in.error(bounds.size() + " bounds for " + shape.size() + " dimensions");
        }
        var dimensions = new ArrayList<Dimension>(shape.size());
        for (int i = 0; i < shape.size(); i++) {
            dimensions.add(dimension(in, shape.get(i), bounds == null ? DYNAMIC : bounds.get(i)));
        }
        return encoding == null || bounds != null
                ? new TensorType(dimensions, element)
                : new TensorType(dimensions, element, in.check(encoding, Attribute.class));
    }

    private static Dimension dimension(Decoder in, long size, long bound) {
        if ((size < 0 && size != DYNAMIC) || (bound < 0 && bound != DYNAMIC)) {
            throw in.error("a dimension of size " + size + " and bound " + bound);
        }
        return size != DYNAMIC
                ? Dimension.of(size)
                : bound != DYNAMIC ? new Dimension.Bounded(bound) : Dimension.unknown();
    }

    private static void writeTensor(Encoder out, TensorType type) {
        var shape = type.dimensions().stream()
                .mapToLong(dimension -> dimension instanceof Dimension.Static(long size) ? size : DYNAMIC)
                .toArray();
        Format.integers().write(out, Int64Array.of(shape));
        out.type(type.elementType());
    }

    private static Bounds boundsOf(TensorType type) {
        return new Bounds(Int64Array.of(type.dimensions().stream()
                .mapToLong(dimension -> dimension instanceof Dimension.Bounded(long bound) ? bound : DYNAMIC)
                .toArray()));
    }

    /** One scale for the whole tensor. */
    static Format<QuantizedType> quantized() {
        return Format.of(
                in -> {
                    var head = QuantizedHead.read(in);
                    double scale = Format.real().read(in);
                    long zeroPoint = in.signedVarInt();
                    return head.type(
                            in, in.signedVarInt(), in.signedVarInt(), null, List.of(scale), List.of(zeroPoint));
                },
                (out, type) -> {
                    QuantizedHead.write(out, type);
                    Format.real().write(out, type.scales().getFirst());
                    out.signedVarInt(type.zeroPoints().getFirst());
                    out.signedVarInt(type.storageMin());
                    out.signedVarInt(type.storageMax());
                });
    }

    /** One scale a slice of a dimension. */
    static Format<QuantizedType> quantizedPerAxis() {
        return Format.of(
                in -> {
                    var head = QuantizedHead.read(in);
                    int axis = in.index("dimension", Integer.MAX_VALUE);
                    long least = in.signedVarInt();
                    long greatest = in.signedVarInt();
                    var scales = Format.list(Format.real()).read(in);
                    return head.type(
                            in,
                            least,
                            greatest,
                            axis,
                            scales,
                            Format.list(Format.signed()).read(in));
                },
                (out, type) -> {
                    QuantizedHead.write(out, type);
                    out.varInt(type.axis() == null ? 0 : type.axis());
                    out.signedVarInt(type.storageMin());
                    out.signedVarInt(type.storageMax());
                    Format.list(Format.real()).write(out, type.scales());
                    Format.list(Format.signed()).write(out, type.zeroPoints());
                });
    }

    /** What quantized types begin with: whether the storage is signed, the storage's type, and the expressed type. */
    private record QuantizedHead(boolean signed, ScalarType storage, ScalarType expressed) {
        private static final long SIGNED = 1;

        static QuantizedHead read(Decoder in) {
            return new QuantizedHead(
                    (in.varInt() & SIGNED) != 0,
                    in.check(in.type(), ScalarType.class),
                    in.check(in.type(), ScalarType.class));
        }

        static void write(Encoder out, QuantizedType type) {
            boolean signed = type.storage().kind() == ScalarType.Kind.SIGNED;
            out.varInt(signed ? SIGNED : 0);
            // The storage is written without its sign, which the flag has.
            out.type(signed ? type.storage() : integer("i", type.storage().bitWidth()));
            out.type(type.expressed());
        }

        QuantizedType type(
                Decoder in, long least, long greatest, @Nullable Integer axis, List<Double> scales, List<Long> zeros) {
            var type = ScalarType.named((signed ? "i" : "ui") + storage.bitWidth());
            if (type == null || storage.kind() == ScalarType.Kind.FLOAT || expressed.kind() != ScalarType.Kind.FLOAT) {
                throw in.error("a quantized type of storage " + storage + " and expressed type " + expressed);
            }
            if (scales.size() != zeros.size()) {
                throw in.error(scales.size() + " scales but " + zeros.size() + " zero points");
            }
            return new QuantizedType(type, least, greatest, expressed, axis, scales, zeros);
        }

        private static ScalarType integer(String prefix, int width) {
            var type = ScalarType.named(prefix + width);
            if (type == null) {
                throw new IllegalArgumentException(prefix + width);
            }
            return type;
        }
    }
}
