package dev.ranvier.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ranvier.reference.Tensor;
import dev.ranvier.stablehlo.ComplexType;
import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.ScalarType;
import dev.ranvier.stablehlo.TensorType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyFileTest {
    @TempDir
    private Path folder;

    static List<ElementType> elementTypes() {
        var types = new ArrayList<ElementType>(List.of(ScalarType.values()));
        types.addAll(List.of(ComplexType.C64, ComplexType.C128));
        // NumPy has no index of its own and no 19-bit float.
        types.removeAll(List.of(ScalarType.INDEX, ScalarType.TF32));
        return types;
    }

    @ParameterizedTest
    @MethodSource("elementTypes")
    void keepsEveryElementType(ElementType elementType) {
        var type = TensorType.of(elementType, 2, 3);
        var bits = new byte[6 * elementType.byteWidth()];
        new Random(7).nextBytes(bits);
        if (elementType == ScalarType.I1) {
            bits = new byte[] {0, 1, 1, 0, 1, 0};
        }
        // Narrow types hold only values that they can.
        var tensor = Tensor.wrap(type, NumpyTypes.fromNumpy(elementType, MemorySegment.ofArray(bits)));
        var file = folder.resolve("arrays.npz");
        var arrays = new LinkedHashMap<String, NumpyArray>();
        arrays.put("x", NumpyArray.of(tensor));
        NumpyFile.write(file, arrays);
        var back = NumpyFile.read(file).firstEntry();
        assertThat(back.getKey()).isEqualTo("x");
        assertThat(back.getValue().as(type).data().mismatch(tensor.data())).isEqualTo(-1);
        assertThat(NumpyTypes.named(NumpyTypes.name(elementType))).isEqualTo(elementType);
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".partial"));
    }

    @Test
    void signExtendsNarrowIntegersAndMasksThemOnTheWayBack() {
        var stored = new NumpyArray("V1", List.of(2L), MemorySegment.ofArray(new byte[] {0x0D, 0x07}));
        var tensor = stored.as(TensorType.of(ScalarType.I4, 2));
        assertThat(tensor.toLongs()).containsExactly(-3, 7);
        assertThat(NumpyArray.of(tensor).data().mismatch(stored.data())).isEqualTo(-1);
    }

    @Test
    void reordersColumnMajorAndBigEndianElements() throws IOException {
        var array =
                read("{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }", 0, 1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6);
        assertThat(array.as(TensorType.of(ScalarType.I16, 2, 3)).toLongs()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void saysWhatItExpectedAndGot() {
        var array = NumpyArray.of(Tensor.of(DenseElements.ofI64(1, 2)));
        assertThatThrownBy(() -> array.as(TensorType.of(ScalarType.BF16, 2)))
                .isInstanceOf(RanvierException.class)
                .hasMessage("expected tensor<2xbf16> (NumPy bfloat16), got an array of int64 of shape (2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999, 99999999999), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
                "nothing",
            })
    void refusesWhatIsNoArray(String header) {
        assertThatThrownBy(() -> read(header, 1, 2, 3, 4)).isInstanceOf(RanvierException.class);
    }

    @Test
    void endsOnlyInItsOwnExceptionWhereverAFileIsCutOrChanged() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var output = new ByteArrayOutputStream();
        NpyFormat.write(NumpyArray.of(Tensor.of(DenseElements.ofI64(1, 2, 3))), output);
        for (int i = 0; i < 5000; i++) {
            var bytes = Arrays.copyOf(output.toByteArray(), random.nextInt(output.size() + 1));
            if (bytes.length > 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertThat(catchThrowable(() -> NpyFormat.read(new ByteArrayInputStream(bytes))))
                    .as("seed %d", seed)
                    .satisfiesAnyOf(
                            error -> assertThat(error).isNull(),
                            error -> assertThat(error).isInstanceOf(RanvierException.class));
        }
    }

    @Test
    void namesTheFileThatIsMissingOrNoArchive() throws IOException {
        assertThatThrownBy(() -> NumpyFile.read(folder.resolve("absent.npz")))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("absent.npz: no such file");
        var file = Files.writeString(folder.resolve("text.npz"), "text");
        assertThatThrownBy(() -> NumpyFile.read(file))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("cannot read " + file);
    }

    private static NumpyArray read(String header, int... data) throws IOException {
        var output = new ByteArrayOutputStream();
        output.write(0x93);
        output.write("NUMPY".getBytes(StandardCharsets.US_ASCII));
        output.write(new byte[] {1, 0, (byte) header.length(), 0});
        output.write(header.getBytes(StandardCharsets.US_ASCII));
        for (int value : data) {
            output.write(value);
        }
        return NpyFormat.read(new ByteArrayInputStream(output.toByteArray()));
    }
}
