package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.torch.graph.Argument;

/**
 * The element type that operands of different ones meet in. Tensors with dimensions count before those without, and these
 * before Python's numbers: the lesser count only where their kind (boolean, integer, float, complex) is greater. Source:
 * PyTorch's documentation, "Tensor Attributes", "Type promotion".
 */
final class Promotion {
    private Promotion() {}

    /** The type that two arguments of a call meet in. */
    static ElementType common(Call call, String first, String second) {
        var a = operand(call, first);
        var b = operand(call, second);
        if (a.priority() == b.priority()) {
            return common(a.type(), b.type());
        }
        var greater = a.priority() > b.priority() ? a : b;
        var lesser = greater.equals(a) ? b : a;
        return kind(lesser.type()) > kind(greater.type()) ? common(greater.type(), lesser.type()) : greater.type();
    }

    private record Operand(ElementType type, int priority) {}

    private static Operand operand(Call call, String name) {
        return switch (call.argument(name)) {
            case Argument.Tensor _ -> {
                var tensor = call.tensor(name);
                yield new Operand(Emitter.elementType(tensor), Emitter.rank(tensor) > 0 ? 2 : 1);
            }
            case Argument.Bool _ -> new Operand(ScalarType.I1, 0);
            case Argument.Int _, Argument.SymInt _ -> new Operand(ScalarType.I64, 0);
            case Argument.Complex _ -> new Operand(ComplexType.C64, 0);
            // A Python float is of the default type.
            default -> new Operand(ScalarType.F32, 0);
        };
    }

    private static int kind(ElementType type) {
        return type.isBoolean() ? 0 : type.isInteger() ? 1 : type.isFloat() ? 2 : 3;
    }

    /** The least type that holds the values of both; two different floats of 16 bits meet in {@code f32}. */
    static ElementType common(ElementType a, ElementType b) {
        if (a.equals(b)) {
            return a;
        }
        if (kind(a) != kind(b)) {
            return higher(kind(a) > kind(b) ? a : b, kind(a) > kind(b) ? b : a);
        }
        if (a.isInteger() && b.isInteger()) {
            return integers((ScalarType) a, (ScalarType) b);
        }
        if (a.byteWidth() == b.byteWidth()) {
            return ScalarType.F32;
        }
        return a.byteWidth() > b.byteWidth() ? a : b;
    }

    /** A complex type takes the width of a wider float; else the greater kind decides alone. */
    private static ElementType higher(ElementType greater, ElementType lesser) {
        return greater.isComplex() && lesser == ScalarType.F64 ? ComplexType.C128 : greater;
    }

    private static ScalarType integers(ScalarType a, ScalarType b) {
        boolean oneSigned = a.kind() != b.kind();
        var wider = a.bitWidth() >= b.bitWidth() ? a : b;
        if (!oneSigned || (wider.kind() == ScalarType.Kind.SIGNED && a.bitWidth() != b.bitWidth())) {
            return wider;
        }
        return switch (wider.bitWidth()) {
            case 8 -> ScalarType.I16;
            case 16 -> ScalarType.I32;
            default -> ScalarType.I64;
        };
    }
}
