package dev.ranvier.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives that are damaged, or written to do harm, are refused by a {@link RanvierException} and nothing else. */
class HostileArchiveTest {
    private static void lower(byte[] archive) {
        new ArchiveFrontend().lower(MemorySegment.ofArray(archive));
    }

    /** The fixture with one text in it replaced by another of the same length. */
    private static byte[] changed(String original, String replacement) {
        var text = new String(Fixture.bytes("reductions"), StandardCharsets.ISO_8859_1);
        assertThat(text).contains(original);
        assertThat(replacement).hasSameSizeAs(original);
        return text.replace(original, replacement).getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"use_pickle\": false | \"use_pickle\":  true | pickle",
                "\"path_name\": \"weight_0\" | \"path_name\": \"../etc/0\" | lacks the entry",
                "\"sizes\": [{\"as_int\": 2} | \"sizes\": [{\"as_int\": 9} | does not lie in its",
                "\"major\": 8 | \"major\": 7 | schema 7 of torch.export",
                "models/model.json | models/madel.json | no exported program",
                "archive_format | archive_farmat | archive_format says ''",
                "torch.ops.aten.softmax.int | torch.ops.aten.softmix.int | 'aten.softmix.int (softmax)': not lowered"
            })
    void refusesWhatIsChanged(String original, String replacement, String message) {
        var archive = changed(original, replacement);
        assertThatThrownBy(() -> lower(archive))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesCompressedEntries() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("model/models/model.json"));
            zip.write(new byte[1 << 20]);
        }
        assertThatThrownBy(() -> lower(bytes.toByteArray()))
                .isInstanceOf(RanvierException.class)
                .hasMessageContaining("is compressed");
    }

    @Test
    void survivesDamage() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var original = Fixture.bytes("dynamic");
        for (int round = 0; round < 150; round++) {
            var damaged = damaged(original, random);
            try {
                lower(damaged);
            } catch (RanvierException e) {
                assertThat(e.code())
                        .as("seed %d, round %d: %s", seed, round, e.getMessage())
                        .isNotEqualTo(Diagnostic.Code.INTERNAL);
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    /** A few bytes changed, digits among them where possible; or the end cut off. */
    private static byte[] damaged(byte[] original, Random random) {
        var bytes = original.clone();
        if (random.nextInt(10) == 0) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int position = random.nextInt(bytes.length);
            // Near the directory at the end half of the time.
            position = random.nextBoolean() ? position : bytes.length - 1 - random.nextInt(4000);
            while (random.nextInt(4) != 0 && position < bytes.length - 1 && !Character.isDigit(bytes[position])) {
                position++;
            }
            bytes[position] =
                    (byte) (Character.isDigit(bytes[position]) ? '0' + random.nextInt(10) : random.nextInt(256));
        }
        return bytes;
    }
}
