package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Int64Array;
import dev.ranvier.stablehlo.StablehloAttribute.ConvDimensionNumbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The dimensions of a convolution as {@code [b, 0, 1, f]x[0, 1, i, o]->[b, 0, 1, f]}: for each dimension of the three
 * tensors what it is, batch, feature, input or output feature, or the number of a spatial dimension.
 */
final class ConvolutionForm {
    private ConvolutionForm() {}

    /** The dimensions of one tensor: the two that are not spatial, by letter, and the spatial ones. */
    private record Side(long first, long second, Int64Array spatial) {}

    static ConvDimensionNumbers parse(Cursor cursor) {
        var input = parseSide(cursor, "b", "f");
        cursor.expect("x");
        var kernel = parseSide(cursor, "i", "o");
        cursor.expect("->");
        var output = parseSide(cursor, "b", "f");
        return new ConvDimensionNumbers(
                input.first(),
                input.second(),
                input.spatial(),
                kernel.first(),
                kernel.second(),
                kernel.spatial(),
                output.first(),
                output.second(),
                output.spatial());
    }

    private static Side parseSide(Cursor cursor, String first, String second) {
        int offset = cursor.offset();
        var labels = new ArrayList<String>();
        cursor.expect("[");
        cursor.list(
                "]",
                () -> labels.add(
                        cursor.at(first) || cursor.at(second) ? cursor.word() : Long.toString(cursor.integer())));
        var spatial = new long[Math.max(labels.size() - 2, 0)];
        for (int i = 0; i < spatial.length; i++) {
            spatial[i] = labels.indexOf(Integer.toString(i));
        }
        if (labels.size() < 2
                || !labels.contains(first)
                || !labels.contains(second)
                || Arrays.stream(spatial).anyMatch(index -> index < 0)) {
            throw cursor.error(
                    offset, "expected '" + first + "', '" + second + "' and the spatial dimensions from 0, each once");
        }
        return new Side(labels.indexOf(first), labels.indexOf(second), Int64Array.of(spatial));
    }

    /** The short form, or null where {@code numbers} are not such that there is one. */
    static @Nullable String print(ConvDimensionNumbers numbers) {
        var input = printSide(
                "b",
                numbers.inputBatchDimension(),
                "f",
                numbers.inputFeatureDimension(),
                numbers.inputSpatialDimensions());
        var kernel = printSide(
                "i",
                numbers.kernelInputFeatureDimension(),
                "o",
                numbers.kernelOutputFeatureDimension(),
                numbers.kernelSpatialDimensions());
        var output = printSide(
                "b",
                numbers.outputBatchDimension(),
                "f",
                numbers.outputFeatureDimension(),
                numbers.outputSpatialDimensions());
        return input == null || kernel == null || output == null ? null : input + "x" + kernel + "->" + output;
    }

    private static @Nullable String printSide(
            String firstName, long first, String secondName, long second, Int64Array spatial) {
        var labels = new @Nullable String[spatial.size() + 2];
        place(labels, first, firstName);
        place(labels, second, secondName);
        for (int i = 0; i < spatial.size(); i++) {
            place(labels, spatial.get(i), Integer.toString(i));
        }
        List<@Nullable String> all = Arrays.asList(labels);
        return all.contains(null) ? null : all.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static void place(@Nullable String[] labels, long index, String label) {
        if (index >= 0 && index < labels.length) {
            labels[(int) index] = label;
        }
    }
}
