package dev.ranvier.neuroncore.simulate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** NumPy, of the Python that {@code RANVIER_PYTHON} names; tests are skipped where it names none. */
final class NumPy {
    /** An array of 64-bit floats, row by row. */
    record Array(List<Integer> shape, List<Double> numbers) {}

    private NumPy() {}

    /** The value of {@code expression}, as 64-bit floats, over the arrays; {@code bf16} rounds to bfloat16. */
    static double[] evaluate(String expression, Map<String, Array> arrays) {
        var python = System.getenv("RANVIER_PYTHON");
        assumeTrue(python != null, "RANVIER_PYTHON names no Python");
        try {
            var folder = Files.createTempDirectory("numpy");
            var script = new StringBuilder("""
                    import numpy as np
                    import ml_dtypes
                    bf16 = lambda a: np.asarray(a).astype(ml_dtypes.bfloat16)
                    f32 = np.float32
                    np.seterr(all="ignore")
                    """);
            for (var array : arrays.entrySet()) {
                var file = folder.resolve(array.getKey());
                Files.write(file, bytes(array.getValue().numbers));
                script.append(
                        "%s = np.fromfile('%s').reshape(%s)\n".formatted(array.getKey(), file, array.getValue().shape));
            }
            var result = folder.resolve("result");
            script.append("np.asarray(%s).astype(np.float64).tofile('%s')\n".formatted(expression, result));
            return run(python, script.toString(), result);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double[] run(String python, String script, Path result) throws IOException {
        var process = new ProcessBuilder(python, "-c", script)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(result)) {
            throw new AssertionError(output + script);
        }
        var bytes = ByteBuffer.wrap(Files.readAllBytes(result)).order(ByteOrder.LITTLE_ENDIAN);
        var numbers = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(numbers);
        return numbers;
    }

    private static byte[] bytes(List<Double> numbers) {
        var bytes = ByteBuffer.allocate(numbers.size() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        numbers.forEach(bytes::putDouble);
        return bytes.array();
    }
}
