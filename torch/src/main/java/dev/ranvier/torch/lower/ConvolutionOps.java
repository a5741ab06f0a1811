package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.LinearAlgebraOp;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import dev.ranvier.torch.graph.Argument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Convolutions of one to three spatial dimensions, channels first, and their gradients. */
final class ConvolutionOps {
    private ConvolutionOps() {}

    static void add(OpTable table) {
        for (int spatial = 1; spatial <= 3; spatial++) {
            table.add("aten.conv" + spatial + "d.default", ConvolutionOps::forward);
            table.add("aten.conv" + spatial + "d.padding", ConvolutionOps::forward);
        }
        table.add("aten.conv_transpose1d.default", ConvolutionOps::transposed);
        table.add("aten.conv_transpose2d.input", ConvolutionOps::transposed);
        table.add("aten.conv_transpose3d.input", ConvolutionOps::transposed);
        table.add("aten.convolution.default", call -> call.flag("transposed") ? transposed(call) : forward(call));
        table.addAll("aten.convolution_backward.default", ConvolutionOps::gradients);
    }

    /** The window of a convolution, a number for each spatial dimension. */
    private record Window(
            Int64Array strides, Int64Array low, Int64Array high, Int64Array lhsDilation, Int64Array rhsDilation) {
        static Window of(long[] strides, long[] padding, long[] dilation) {
            var around = Int64Array.of(padding);
            var ones = Int64Array.filled(strides.length, 1);
            return new Window(Int64Array.of(strides), around, around, ones, Int64Array.of(dilation));
        }
    }

    private static Value forward(Call call) {
        var emit = call.emit();
        var weight = operand(call, "weight");
        int spatial = Emitter.rank(weight) - 2;
        var strides = call.integers("stride", spatial);
        var dilation = call.integers("dilation", spatial);
        var window = call.op().endsWith(".padding")
                ? namedPadding(call, weight, strides, dilation)
                : Window.of(strides, call.integers("padding", spatial), dilation);
        return batched(
                call, spatial, x -> convolve(emit, x, weight, window, plain(spatial), call.integer("groups"), 1));
    }

    private static Value operand(Call call, String name) {
        return call.operand(name, call.resultType());
    }

    /** {@code valid}: none; {@code same}: as much as keeps the size, the odd one at the end. */
    private static Window namedPadding(Call call, Value weight, long[] strides, long[] dilation) {
        var window = Window.of(strides, new long[strides.length], dilation);
        if (call.text("padding").equals("valid")) {
            return window;
        }
        var low = new long[strides.length];
        var high = new long[strides.length];
        for (int i = 0; i < low.length; i++) {
            long total = dilation[i] * (weight.tensorType().size(i + 2) - 1);
            low[i] = total / 2;
            high[i] = total - low[i];
        }
        return new Window(
                window.strides(), Int64Array.of(low), Int64Array.of(high), window.lhsDilation(), window.rhsDilation());
    }

    @FunctionalInterface
    private interface Convolution {
        Value of(Value input);
    }

    /** Runs with a batch dimension, which the input may lack, and adds the bias. */
    private static Value batched(Call call, int spatial, Convolution convolution) {
        var emit = call.emit();
        var x = operand(call, "input");
        boolean single = Emitter.rank(x) == spatial + 1;
        var result = convolution.of(single ? emit.unsqueeze(x, 0) : x);
        if (!call.isNone("bias")) {
            result = emit.add(result, alongChannels(emit, operand(call, "bias"), spatial));
        }
        return single ? emit.squeeze(result, 0) : result;
    }

    /** A vector of one number for each channel in the form that broadcasts. */
    static Value alongChannels(Emitter emit, Value vector, int spatial) {
        var shape = new long[spatial + 2];
        Arrays.fill(shape, 1);
        return emit.reshape(vector, Shape.of(shape).with(1, emit.size(vector, 0)));
    }

    private static Value transposed(Call call) {
        var emit = call.emit();
        var weight = operand(call, "weight");
        int spatial = Emitter.rank(weight) - 2;
        var extra = call.integers("output_padding", spatial);
        return batched(
                call,
                spatial,
                x -> transposed(
                        emit,
                        x,
                        weight,
                        call.integers("stride", spatial),
                        call.integers("padding", spatial),
                        call.integers("dilation", spatial),
                        extra,
                        call.integer("groups")));
    }

    /** The convolution whose gradient this is the forward of: of the input spread by the stride, with the kernel turned. */
    private static Value transposed(
            Emitter emit,
            Value x,
            Value weight,
            long[] stride,
            long[] padding,
            long[] dilation,
            long[] extra,
            long groups) {
        int spatial = stride.length;
        var low = new long[spatial];
        var high = new long[spatial];
        for (int i = 0; i < spatial; i++) {
            low[i] = dilation[i] * (weight.tensorType().size(i + 2) - 1) - padding[i];
            high[i] = low[i] + extra[i];
        }
        var turned = emit.reverse(
                groupsToOutputs(emit, weight, groups),
                IntStream.range(2, spatial + 2).toArray());
        var window = new Window(
                Int64Array.filled(spatial, 1),
                Int64Array.of(low),
                Int64Array.of(high),
                Int64Array.of(stride),
                Int64Array.of(dilation));
        return convolve(emit, x, turned, window, numbers(0, 1, 0, 1, spatial), groups, 1);
    }

    /** From [groups * in, out, …] to [in, groups * out, …]. */
    private static Value groupsToOutputs(Emitter emit, Value weight, long groups) {
        if (groups == 1) {
            return weight;
        }
        var shape = weight.tensorType().shape();
        var split = Shape.of(shape).with(0, shape[0] / groups).inserted(0, Size.of(groups));
        return emit.reshape(
                emit.swap(emit.reshape(weight, split), 0, 1),
                Shape.of(shape).with(0, shape[0] / groups).with(1, shape[1] * groups));
    }

    private static ConvDimensionNumbers plain(int spatial) {
        return numbers(0, 1, 1, 0, spatial);
    }

    private static ConvDimensionNumbers numbers(long batch, long feature, long kernelIn, long kernelOut, int spatial) {
        return numbers(batch, feature, kernelIn, kernelOut, 0, 1, spatial);
    }

    private static ConvDimensionNumbers numbers(
            long batch, long feature, long kernelIn, long kernelOut, long outBatch, long outFeature, int spatial) {
        var places =
                Int64Array.of(IntStream.range(2, spatial + 2).mapToLong(i -> i).toArray());
        return new ConvDimensionNumbers(
                batch, feature, places, kernelIn, kernelOut, places, outBatch, outFeature, places);
    }

    private static Value convolve(
            Emitter emit,
            Value x,
            Value kernel,
            Window window,
            ConvDimensionNumbers numbers,
            long groups,
            long batchGroups) {
        int spatial = window.low().size();
        var padding = new long[2 * spatial];
        for (int i = 0; i < spatial; i++) {
            padding[2 * i] = window.low().get(i);
            padding[2 * i + 1] = window.high().get(i);
        }
        var pairs = DenseElements.ofBits(TensorType.of(ScalarType.I64, spatial, 2), padding);
        return emit.builder()
                .emitWithElements(
                        Emitter.elementType(x),
                        (result, info) -> new LinearAlgebraOp.Convolution(
                                x,
                                kernel,
                                window.strides(),
                                pairs,
                                window.lhsDilation(),
                                window.rhsDilation(),
                                null,
                                numbers,
                                groups,
                                batchGroups,
                                null,
                                result,
                                info));
    }

    // Gradients

    /** Of the input, the weight and the bias, those that are asked for. */
    private static List<Value> gradients(Call call) {
        var emit = call.emit();
        var weight = emit.convert(call.tensor("weight"), Emitter.elementType(call.tensor("input")));
        int spatial = Emitter.rank(weight) - 2;
        boolean transposed = call.flag("transposed");
        var input = call.tensor("input");
        var gradient = call.tensor("grad_output");
        if (!(call.argument("output_mask") instanceof Argument.Bools(List<Boolean> asked)) || asked.size() != 3) {
            throw call.unexpected("output_mask", "three truth values");
        }
        var results = new ArrayList<Value>();
        if (asked.get(0)) {
            results.add(
                    transposed
                            ? transposedInputGradient(call, gradient, weight, spatial)
                            : inputGradient(call, gradient, weight, spatial));
        }
        if (asked.get(1)) {
            // A transposed convolution is the gradient of one from its result to its input.
            results.add(
                    transposed
                            ? weightGradient(call, gradient, input, weight, spatial)
                            : weightGradient(call, input, gradient, weight, spatial));
        }
        if (asked.get(2)) {
            var others = IntStream.range(0, spatial + 2).filter(i -> i != 1).toArray();
            results.add(ReductionOps.sum(emit, emit.wide(gradient), others));
        }
        return results;
    }

    /** Elements that so many windows cover, in one dimension. */
    private static long extent(long windows, long stride, long elements, long dilation) {
        return (windows - 1) * stride + (elements - 1) * dilation + 1;
    }

    /** A window over what is not dilated. */
    private static Window window(long[] stride, long[] low, long[] high, long[] dilation) {
        return new Window(
                Int64Array.of(stride),
                Int64Array.of(low),
                Int64Array.of(high),
                Int64Array.filled(stride.length, 1),
                Int64Array.of(dilation));
    }

    /** The convolution whose gradient the forward is, of as much of the result as an input reached. */
    private static Value transposedInputGradient(Call call, Value gradient, Value weight, int spatial) {
        var input = call.tensor("input").tensorType();
        var stride = call.integers("stride", spatial);
        var low = call.integers("padding", spatial);
        var dilation = call.integers("dilation", spatial);
        var high = new long[spatial];
        for (int i = 0; i < spatial; i++) {
            long reached =
                    extent(input.size(i + 2), stride[i], weight.tensorType().size(i + 2), dilation[i]);
            high[i] = reached - gradient.tensorType().size(i + 2) - low[i];
        }
        var window = window(stride, low, high, dilation);
        return convolve(call.emit(), gradient, weight, window, plain(spatial), call.integer("groups"), 1);
    }

    private static Value inputGradient(Call call, Value gradient, Value weight, int spatial) {
        var input = call.tensor("input").tensorType();
        var stride = call.integers("stride", spatial);
        var padding = call.integers("padding", spatial);
        var dilation = call.integers("dilation", spatial);
        var extra = new long[spatial];
        for (int i = 0; i < spatial; i++) {
            long covered = extent(
                    gradient.tensorType().size(i + 2),
                    stride[i],
                    weight.tensorType().size(i + 2),
                    dilation[i]);
            extra[i] = input.size(i + 2) - covered + 2 * padding[i];
        }
        return transposed(call.emit(), gradient, weight, stride, padding, dilation, extra, call.integer("groups"));
    }

    /** The input convolved with the gradient: batches are what is summed over, and the roles of strides are exchanged. */
    private static Value weightGradient(Call call, Value x, Value gradient, Value weight, int spatial) {
        var stride = call.integers("stride", spatial);
        var dilation = call.integers("dilation", spatial);
        var low = call.integers("padding", spatial);
        var high = new long[spatial];
        for (int i = 0; i < spatial; i++) {
            long covered = extent(
                    gradient.tensorType().size(i + 2),
                    stride[i],
                    weight.tensorType().size(i + 2),
                    dilation[i]);
            high[i] = covered - x.tensorType().size(i + 2) - low[i];
        }
        var window = window(/* stride= */ dilation, low, high, /* dilation= */ stride);
        return convolve(
                call.emit(), x, gradient, window, numbers(1, 0, 0, 1, 1, 0, spatial), 1, call.integer("groups"));
    }
}
