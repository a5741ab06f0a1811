import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.ranvier.runtime.Model;
import dev.ranvier.runtime.Tensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

/** Prints how near two sentences are: {@code Paraphrase MODEL.pt2 TOKENIZER.json SENTENCE SENTENCE}. */
class Paraphrase {
    public static void main(String[] arguments) throws Exception {
        try (var tokenizer = HuggingFaceTokenizer.newInstance(Path.of(arguments[1]));
                var model = Model.load(Path.of(arguments[0]))) {
            var vectors = new float[2][];
            for (int i = 0; i < 2; i++) {
                var encoding = tokenizer.encode(arguments[2 + i]);
                var tokens = Tensor.of(encoding.getIds(), 1, encoding.getIds().length);
                var mask = Tensor.of(encoding.getAttentionMask(), tokens.shape());
                var result = model.run(Map.of("tokens", tokens, "mask", mask));
                vectors[i] = result.firstEntry().getValue().toFloatArray();
            }
            double cosine = IntStream.range(0, vectors[0].length).mapToDouble(i -> vectors[0][i] * vectors[1][i]).sum();
            System.out.printf("%.4f%n", cosine);
        }
    }
}
