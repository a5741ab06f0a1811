package dev.ranvier.cli.files;

import dev.ranvier.stablehlo.RanvierException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The files that hold arrays: {@code .npy} one, {@code .npz} several by name. */
public final class NumpyFile {
    private static final String ENTRY_SUFFIX = ".npy";

    private NumpyFile() {}

    /**
     * The arrays of an {@code .npz} file by name in their order; that of an {@code .npy} file has an empty name.
     *
     * @throws RanvierException if the file cannot be read or holds something else
     */
    public static SequencedMap<String, NumpyArray> read(Path file) {
        try {
            return file.toString().endsWith(ENTRY_SUFFIX) ? readSingle(file) : readArchive(file);
        } catch (IOException e) {
            throw WholeFile.failure("cannot read", file, e);
        }
    }

    private static SequencedMap<String, NumpyArray> readSingle(Path file) throws IOException {
        try (var input = new BufferedInputStream(Files.newInputStream(file))) {
            return new LinkedHashMap<>(Map.of("", readArray(input, file.toString())));
        }
    }

    private static SequencedMap<String, NumpyArray> readArchive(Path file) throws IOException {
        var arrays = new LinkedHashMap<String, NumpyArray>();
        try (var archive = new ZipFile(file.toFile())) {
            for (var entry : archive.stream().toList()) {
                try (var input = new BufferedInputStream(archive.getInputStream(entry))) {
                    arrays.put(withoutSuffix(entry.getName()), readArray(input, file + ":" + entry.getName()));
                }
            }
        }
        return arrays;
    }

    private static NumpyArray readArray(InputStream input, String place) throws IOException {
        try {
            return NpyFormat.read(input);
        } catch (RanvierException e) {
            throw new RanvierException(e.diagnostics().getFirst().at(place), e);
        }
    }

    private static String withoutSuffix(String name) {
        return name.endsWith(ENTRY_SUFFIX) ? name.substring(0, name.length() - ENTRY_SUFFIX.length()) : name;
    }

    /**
     * Writes an {@code .npz} file, all of it or nothing.
     *
     * @throws RanvierException if it cannot be written
     */
    public static void write(Path file, SequencedMap<String, NumpyArray> arrays) {
        WholeFile.write(file, output -> {
            var archive = new ZipOutputStream(output);
            archive.setLevel(Deflater.NO_COMPRESSION);
            for (var array : arrays.entrySet()) {
                archive.putNextEntry(new ZipEntry(array.getKey() + ENTRY_SUFFIX));
                NpyFormat.write(array.getValue(), archive);
                archive.closeEntry();
            }
            archive.finish();
        });
    }
}
