import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.ranvier.runtime.Model;
import dev.ranvier.runtime.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Embeds sentences with a model that PyTorch has exported: {@code Embed MODEL TOKENIZER SENTENCE...}. */
class Embed {
    private static final int RUNS = 20;

    public static void main(String[] arguments) throws Exception {
        var sentences = List.of(arguments).subList(2, arguments.length);
        long start = System.nanoTime();
        try (var tokenizer = HuggingFaceTokenizer.newInstance(Path.of(arguments[1]));
                var model = Model.load(Path.of(arguments[0]))) {
            var inputs = inputs(tokenizer, sentences);
            float[] embeddings = embed(model, inputs);
            System.out.println("first " + (System.nanoTime() - start) / 1e9);
            System.out.println("best " + best(model, inputs));
            for (int i = 0; i < sentences.size(); i++) {
                int width = embeddings.length / sentences.size();
                System.out.println(Arrays.toString(Arrays.copyOfRange(embeddings, i * width, (i + 1) * width)));
            }
        }
    }

    private static Map<String, Tensor> inputs(HuggingFaceTokenizer tokenizer, List<String> sentences) {
        var encodings = tokenizer.batchEncode(sentences);
        int length = encodings[0].getIds().length;
        var tokens = new long[sentences.size() * length];
        var mask = new long[tokens.length];
        for (int i = 0; i < encodings.length; i++) {
            System.arraycopy(encodings[i].getIds(), 0, tokens, i * length, length);
            System.arraycopy(encodings[i].getAttentionMask(), 0, mask, i * length, length);
        }
        return Map.of(
                "tokens", Tensor.of(tokens, encodings.length, length),
                "mask", Tensor.of(mask, encodings.length, length));
    }

    private static float[] embed(Model model, Map<String, Tensor> inputs) throws InterruptedException {
        return model.run(inputs).firstEntry().getValue().toFloatArray();
    }

    /** The seconds of the fastest run. */
    private static double best(Model model, Map<String, Tensor> inputs) throws InterruptedException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            embed(model, inputs);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }
}
