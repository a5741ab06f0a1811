package dev.ranvier.torch.archive;

import dev.ranvier.stablehlo.DenseElements;
import dev.ranvier.stablehlo.Diagnostic;
import dev.ranvier.stablehlo.RanvierException;
import dev.ranvier.stablehlo.Utf8;
import dev.ranvier.torch.graph.ExportedProgram;
import dev.ranvier.torch.graph.InputSpec;
import dev.ranvier.torch.graph.JsonValue;
import dev.ranvier.torch.graph.ProgramReader;
import dev.ranvier.torch.graph.TensorMeta;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .pt2} archive as {@code torch.export.save} writes it: a program, and the tensors that it keeps. Tensors that
 * lie row-major and without gaps are slices of the archive, which must stay open as long as they are used.
 *
 * <p>Nothing in an archive is executed: pickled entries, which could be anything, are refused, and the sample inputs,
 * which are always pickled, are not read.
 */
public final class TorchArchive {
    private static final String MODEL = "models/model.json";

    private final String root;
    private final SequencedMap<String, MemorySegment> entries;
    private final Map<String, Kept> weights;
    private final Map<String, Kept> constants;

    /** A tensor of the archive, or null where it is pickled. */
    private record Kept(String entry, @Nullable TensorMeta meta) {}

    private TorchArchive(String root, SequencedMap<String, MemorySegment> entries) {
        this.root = root;
        this.entries = entries;
        this.weights = index("data/weights/", "model_weights_config.json");
        this.constants = index("data/constants/", "model_constants_config.json");
    }

    /** Whether the bytes begin as a zip file does. */
    public static boolean isArchive(MemorySegment bytes) {
        return bytes.byteSize() > 4
                && bytes.get(ValueLayout.JAVA_BYTE, 0) == 'P'
                && bytes.get(ValueLayout.JAVA_BYTE, 1) == 'K'
                && bytes.get(ValueLayout.JAVA_BYTE, 2) == 3
                && bytes.get(ValueLayout.JAVA_BYTE, 3) == 4;
    }

    /**
     * Opens an archive.
     *
     * @throws RanvierException if it is damaged, or of another kind than {@code torch.export.save} writes
     */
    public static TorchArchive open(MemorySegment file) {
        var entries = StoredZip.entries(file);
        var model = entries.keySet().stream()
                .filter(name -> name.endsWith("/" + MODEL))
                .findFirst()
                .orElseThrow(() -> otherKind(entries));
        var archive = new TorchArchive(model.substring(0, model.length() - MODEL.length()), entries);
        archive.check("archive_format", "pt2");
        archive.check("archive_version", "0");
        archive.check("byteorder", "little");
        return archive;
    }

    private static RanvierException otherKind(SequencedMap<String, MemorySegment> entries) {
        boolean pickled = entries.keySet().stream().anyMatch(name -> name.endsWith(".pkl"));
        boolean compiled = entries.keySet().stream().anyMatch(name -> name.contains("data/aotinductor/"));
        var message = pickled
                ? "a pickled checkpoint of torch.save or torch.jit.save, not an exported program"
                : compiled
                        ? "a package of compiled code of AOTInductor, not an exported program"
                        : "no exported program in this archive: it has no " + MODEL;
        return new RanvierException(Diagnostic.of(Diagnostic.Code.INVALID_ARGUMENT, message)
                .withHint("write it with torch.export.save(torch.export.export(model, inputs), path), PyTorch 2.13"));
    }

    private void check(String entry, String expected) {
        var contents = entries.get(root + entry);
        var found = contents == null ? "" : text(contents);
        if (!found.equals(expected)) {
            throw new RanvierException(Diagnostic.of(
                            Diagnostic.Code.UNIMPLEMENTED,
                            "archive entry " + entry + " says '" + found + "', where Ranvier reads '" + expected + "'")
                    .withHint("write it with PyTorch 2.13 on a little-endian machine"));
        }
    }

    private static String text(MemorySegment contents) {
        // The markers are a word each; an entry that is longer is none.
        return Utf8.decode(
                        contents.asSlice(0, Math.min(contents.byteSize(), 64)).toArray(ValueLayout.JAVA_BYTE))
                .strip();
    }

    private Map<String, Kept> index(String folder, String config) {
        var kept = new HashMap<String, Kept>();
        var contents = entries.get(root + folder + config);
        if (contents == null) {
            return kept;
        }
        JsonValue.parse(contents, folder + config).get("config").members().forEach((name, payload) -> {
            boolean pickled = payload.get("use_pickle").truth();
            var meta = payload.find("tensor_meta");
            var entry = folder + payload.get("path_name").text();
            kept.put(name, new Kept(entry, pickled || meta == null ? null : TensorMeta.read(meta)));
        });
        return kept;
    }

    /**
     * The program.
     *
     * @throws RanvierException if it is not of the schema that Ranvier reads
     */
    public ExportedProgram program() {
        var model = entries.get(root + MODEL);
        if (model == null) {
            throw new IllegalStateException("an archive has a model");
        }
        return ProgramReader.read(model, MODEL);
    }

    /**
     * A tensor that the model keeps.
     *
     * @throws RanvierException if the archive lacks it, keeps it pickled, or has fewer bytes than its shape says
     */
    public DenseElements tensor(InputSpec.Kept input) {
        var kept = switch (input) {
            case InputSpec.Parameter parameter -> weights.get(parameter.target());
            case InputSpec.Buffer buffer -> (buffer.persistent() ? weights : constants).get(buffer.target());
            case InputSpec.TensorConstant constant -> constants.get(constant.target());
        };
        if (kept == null) {
            throw RanvierException.invalid("the archive lacks the tensor '" + input.target() + "'");
        }
        if (kept.meta() == null) {
            throw new RanvierException(Diagnostic.of(
                            Diagnostic.Code.INVALID_ARGUMENT,
                            "'" + input.target() + "' is kept as a pickle, which could run any code")
                    .withHint("export a model whose weights are plain tensors"));
        }
        var storage = entries.get(root + kept.entry());
        if (storage == null) {
            throw RanvierException.invalid("the archive lacks the entry '" + kept.entry() + "'");
        }
        return StridedTensor.read(input.target(), kept.meta(), storage);
    }
}
