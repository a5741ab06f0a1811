package dev.ranvier.runtime;

import dev.ranvier.stablehlo.BinaryOp;
import dev.ranvier.stablehlo.ChloOp;
import dev.ranvier.stablehlo.CollectiveOp;
import dev.ranvier.stablehlo.ControlFlowOp;
import dev.ranvier.stablehlo.Declaration;
import dev.ranvier.stablehlo.DynamicOp;
import dev.ranvier.stablehlo.ElementwiseOp;
import dev.ranvier.stablehlo.HostOp;
import dev.ranvier.stablehlo.IndexingOp;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.Module;
import dev.ranvier.stablehlo.Op;
import dev.ranvier.stablehlo.RandomOp;
import dev.ranvier.stablehlo.ReductionOp;
import dev.ranvier.stablehlo.Region;
import dev.ranvier.stablehlo.ShapeOp;
import dev.ranvier.stablehlo.ShardyOp;
import dev.ranvier.stablehlo.SymbolRef;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.UnaryOp;
import dev.ranvier.stablehlo.Value;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a program costs to run, estimated from its ops alone, for all devices together. A loop counts once, since its
 * turns are not known, and of several branches the most expensive. Sizes that are not static count as 1.
 *
 * @param flops arithmetic operations on elements
 * @param transcendentals evaluations of functions such as the exponential, which are not among the flops
 * @param bytesAccessed bytes that the ops read and write, each op by itself
 */
public record CostEstimate(double flops, double transcendentals, double bytesAccessed) {
    private static final CostEstimate NOTHING = new CostEstimate(0, 0, 0);

    /** The estimate for a verified module. */
    public static CostEstimate of(Module module) {
        return new Estimator(module, new HashMap<>()).of(module.entry().body());
    }

    private CostEstimate plus(CostEstimate other) {
        return new CostEstimate(
                flops + other.flops, transcendentals + other.transcendentals, bytesAccessed + other.bytesAccessed);
    }

    /** @param known the estimates of functions by name */
    private record Estimator(Module module, Map<String, CostEstimate> known) {
        CostEstimate of(Region region) {
            return region.ops().stream().map(this::of).reduce(NOTHING, CostEstimate::plus);
        }

        private CostEstimate of(Op op) {
            return switch (op) {
                case ControlFlowOp control -> control(control);
                case ShardyOp shardy -> shardy.regions().stream().map(this::of).reduce(NOTHING, CostEstimate::plus);
                case UnaryOp unary
                when isTranscendental(unary) -> new CostEstimate(0, elements(unary.result()), bytes(op));
                case BinaryOp.Power power -> new CostEstimate(0, elements(power.result()), bytes(op));
                case BinaryOp.Atan2 angle -> new CostEstimate(0, elements(angle.result()), bytes(op));
                case ChloOp.Unary unary -> new CostEstimate(0, elements(unary.result()), bytes(op));
                case UnaryOp _, BinaryOp _, ElementwiseOp _, ChloOp _, RandomOp _ ->
                    new CostEstimate(resultElements(op), 0, bytes(op));
                case LinearAlgebraOp algebra -> new CostEstimate(flops(algebra), 0, bytes(op));
                case ReductionOp reduction -> new CostEstimate(flops(reduction), 0, bytes(op));
                case ShapeOp _, IndexingOp _, DynamicOp _, HostOp _, CollectiveOp _ ->
                    new CostEstimate(0, 0, bytes(op));
                case Declaration _ -> NOTHING;
            };
        }

        private CostEstimate control(ControlFlowOp op) {
            return switch (op) {
                case ControlFlowOp.If choice -> dearest(List.of(choice.trueBranch(), choice.falseBranch()));
                case ControlFlowOp.Case choice -> dearest(choice.branches());
                case ControlFlowOp.While loop -> of(loop.cond()).plus(of(loop.body()));
                case ControlFlowOp.Call call -> function(call.callee());
                case ControlFlowOp.Composite composite -> function(composite.decomposition());
                case ControlFlowOp.Return _,
                        ControlFlowOp.FuncReturn _,
                        ControlFlowOp.OptimizationBarrier _,
                        ControlFlowOp.Tuple _,
                        ControlFlowOp.GetTupleElement _,
                        ControlFlowOp.AfterAll _,
                        ControlFlowOp.CreateToken _,
                        ControlFlowOp.UnrealizedConversionCast _ -> NOTHING;
            };
        }

        private CostEstimate dearest(Collection<Region> branches) {
            return branches.stream()
                    .map(this::of)
                    .max(Comparator.comparingDouble(CostEstimate::flops))
                    .orElse(NOTHING);
        }

        private CostEstimate function(SymbolRef name) {
            var estimate = known.get(name.root());
            if (estimate == null) {
                // A function that calls itself adds nothing to itself.
                known.put(name.root(), NOTHING);
                estimate = module.functions().stream()
                        .filter(function -> function.symName().equals(name.root()))
                        .findFirst()
                        .map(function -> of(function.body()))
                        .orElse(NOTHING);
                known.put(name.root(), estimate);
            }
            return estimate;
        }
    }

    private static boolean isTranscendental(UnaryOp op) {
        return switch (op) {
            case UnaryOp.Cbrt _,
                    UnaryOp.Cosine _,
                    UnaryOp.Exponential _,
                    UnaryOp.ExponentialMinusOne _,
                    UnaryOp.Log _,
                    UnaryOp.LogPlusOne _,
                    UnaryOp.Logistic _,
                    UnaryOp.Rsqrt _,
                    UnaryOp.Sine _,
                    UnaryOp.Sqrt _,
                    UnaryOp.Tan _,
                    UnaryOp.Tanh _ -> true;
            case UnaryOp.Abs _,
                    UnaryOp.Ceil _,
                    UnaryOp.CountLeadingZeros _,
                    UnaryOp.Floor _,
                    UnaryOp.Imag _,
                    UnaryOp.IsFinite _,
                    UnaryOp.Negate _,
                    UnaryOp.Not _,
                    UnaryOp.PopulationCount _,
                    UnaryOp.Real _,
                    UnaryOp.RoundNearestAfz _,
                    UnaryOp.RoundNearestEven _,
                    UnaryOp.Sign _ -> false;
        };
    }

    /** A multiplication and an addition for each product that is summed. */
    private static double flops(LinearAlgebraOp op) {
        return switch (op) {
            case LinearAlgebraOp.Dot dot -> 2 * elements(dot.result()) * size(dot.lhs(), rank(dot.lhs()) - 1);
            case LinearAlgebraOp.DotGeneral dot -> {
                double products = elements(dot.result());
                for (long dimension :
                        dot.dotDimensionNumbers().lhsContractingDimensions().toArray()) {
                    products *= size(dot.lhs(), (int) dimension);
                }
                yield 2 * products;
            }
            case LinearAlgebraOp.Convolution convolution ->
                2
                        * elements(convolution.result())
                        * elements(convolution.rhs())
                        / size(convolution.rhs(), (int)
                                convolution.dimensionNumbers().kernelOutputFeatureDimension());
            case LinearAlgebraOp.Einsum einsum -> 2 * elements(einsum.result());
            case LinearAlgebraOp.UnaryEinsum einsum -> elements(einsum.operand());
            case LinearAlgebraOp.Cholesky cholesky ->
                elements(cholesky.a()) * size(cholesky.a(), rank(cholesky.a()) - 1) / 3;
            case LinearAlgebraOp.TriangularSolve solve -> elements(solve.b()) * size(solve.a(), rank(solve.a()) - 1);
            case LinearAlgebraOp.Fft fft ->
                5 * elements(fft.operand()) * Math.log(Math.max(2, elements(fft.operand()))) / Math.log(2);
        };
    }

    /** The body's ops for each element that it is called on. */
    private static double flops(ReductionOp op) {
        return switch (op) {
            case ReductionOp.Reduce reduce ->
                bodyOps(op) * elements(reduce.inputs().getFirst());
            case ReductionOp.ReduceWindow reduce -> {
                double window = 1;
                for (long size : reduce.windowDimensions().toArray()) {
                    window *= size;
                }
                yield bodyOps(op) * window * elements(op.results().getFirst());
            }
            case ReductionOp.SelectAndScatter scatter -> bodyOps(op) * elements(scatter.operand());
            case ReductionOp.Sort sort -> {
                double count = elements(sort.inputs().getFirst());
                yield bodyOps(op) * count * Math.log(Math.max(2, count)) / Math.log(2);
            }
            case ReductionOp.BatchNormTraining _, ReductionOp.BatchNormInference _, ReductionOp.BatchNormGrad _ ->
                5 * resultElements(op);
        };
    }

    private static double bodyOps(Op op) {
        return op.regions().stream()
                .mapToDouble(region -> region.ops().size() - 1)
                .sum();
    }

    private static double resultElements(Op op) {
        return op.results().stream().mapToDouble(CostEstimate::elements).sum();
    }

    private static double bytes(Op op) {
        return Stream.concat(op.operands().stream(), op.results().stream())
                .mapToDouble(CostEstimate::bytes)
                .sum();
    }

    private static double bytes(Value value) {
        return value.type() instanceof TensorType type
                ? elements(value) * type.elementType().byteWidth()
                : 0;
    }

    private static double elements(Value value) {
        double count = 1;
        for (int i = 0; i < rank(value); i++) {
            count *= size(value, i);
        }
        return count;
    }

    private static int rank(Value value) {
        return value.type() instanceof TensorType type ? type.rank() : 0;
    }

    private static double size(Value value, int dimension) {
        return value.type() instanceof TensorType type && type.isStatic() ? type.size(dimension) : 1;
    }
}
