package dev.ranvier.cli.conformance;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ranvier.cli.files.NumpyTypes;
import dev.ranvier.cli.files.WholeFile;
import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.TensorType;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A case of the suite: a folder with a program in several forms, its inputs and the results that are expected.
 *
 * @param folder where its files lie
 * @param description what {@value #DESCRIPTION} says
 */
public record ConformanceCase(Path folder, Description description) {
    private static final String DESCRIPTION = "case.json";
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * The contents of {@value ConformanceCase#DESCRIPTION}.
     *
     * @param id the name of the case
     * @param ops the StableHLO and CHLO ops of the program
     */
    public record Description(String id, List<Input> inputs, List<Output> outputs, List<String> ops) {}

    /**
     * An input.
     *
     * @param dtype NumPy's name of the element type
     * @param file the file of its elements, row-major as NumPy stores them
     */
    public record Input(String dtype, List<Long> shape, String file) {}

    /**
     * A result that is expected.
     *
     * @param kind how it is compared: {@code expect_eq}, {@code expect_close} or {@code expect_almost_eq}
     * @param minUlp the least distance for {@code expect_close}
     * @param maxUlp the greatest distance for {@code expect_close}
     * @param tolerance the absolute tolerance for {@code expect_almost_eq}
     */
    public record Output(
            String dtype,
            List<Long> shape,
            String file,
            String kind,
            @JsonProperty("min_ulp") @Nullable BigInteger minUlp,
            @JsonProperty("max_ulp") @Nullable BigInteger maxUlp,
            @JsonProperty("tol") @Nullable Double tolerance) {

        Criterion criterion() {
            return switch (kind) {
                case "expect_eq" -> new Criterion.Equal();
                case "expect_close" -> new Criterion.Close(ulps(minUlp, 0), ulps(maxUlp, -1));
                case "expect_almost_eq" -> new Criterion.AlmostEqual(tolerance == null ? 0 : tolerance);
                default -> throw RanvierException.invalid("no comparison is called '" + kind + "'");
            };
        }

        /** A distance; upstream writes "no limit" as the greatest unsigned 64-bit number. */
        private static long ulps(@Nullable BigInteger given, long otherwise) {
            if (given == null) {
                return otherwise;
            }
            return given.bitLength() < Long.SIZE ? given.longValue() : -1;
        }
    }

    /**
     * All cases below a folder, by id.
     *
     * @throws RanvierException if the folder cannot be read or holds none
     */
    public static List<ConformanceCase> below(Path folder) {
        try (var files = Files.walk(folder)) {
            var cases = files.filter(file -> file.endsWith(DESCRIPTION))
                    .map(ConformanceCase::read)
                    .sorted(Comparator.comparing(ConformanceCase::id))
                    .toList();
            if (cases.isEmpty()) {
                throw RanvierException.invalid(
                        "no case below " + folder + ": none of its folders has a " + DESCRIPTION);
            }
            return cases;
        } catch (IOException e) {
            throw WholeFile.failure("cannot read", folder, e);
        }
    }

    private static ConformanceCase read(Path file) {
        try {
            return new ConformanceCase(file.resolveSibling(""), JSON.readValue(file, Description.class));
        } catch (JacksonException e) {
            throw new RanvierException(
                    Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, e.getOriginalMessage())
                            .at(file.toString()),
                    e);
        }
    }

    public String id() {
        return description.id();
    }

    boolean has(Form form) {
        return Files.exists(program(form));
    }

    Path program(Form form) {
        return folder.resolve(form.fileName());
    }

    List<Tensor> inputs() {
        return description.inputs().stream()
                .map(input -> tensor(input.dtype(), input.shape(), input.file()))
                .toList();
    }

    Tensor expected(Output output) {
        return tensor(output.dtype(), output.shape(), output.file());
    }

    private Tensor tensor(String dtype, List<Long> shape, String file) {
        var elementType = NumpyTypes.named(dtype);
        if (elementType == null) {
            throw RanvierException.invalid("no element type is called '" + dtype + "'");
        }
        var path = folder.resolve(file);
        try {
            var sizes = shape.stream().mapToLong(Long::longValue).toArray();
            var stored = MemorySegment.ofArray(Files.readAllBytes(path));
            return Tensor.wrap(TensorType.of(elementType, sizes), NumpyTypes.fromNumpy(elementType, stored));
        } catch (IOException e) {
            throw WholeFile.failure("cannot read", path, e);
        }
    }
}
