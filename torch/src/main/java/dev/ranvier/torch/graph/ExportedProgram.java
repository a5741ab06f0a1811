package dev.ranvier.torch.graph;

import java.util.List;
import java.util.Map;

/**
 * A program of {@code torch.export}: the same form whether it comes from a {@code .pt2} archive or from
 * {@code torch.compile}.
 *
 * @param inputs where each input of the graph comes from
 * @param outputs what each output of the graph is for
 * @param ranges what the symbols of sizes may be
 * @param resultNames of the user's outputs in order, each empty where it has none; or none at all
 * @param torchVersion the PyTorch that wrote it
 */
public record ExportedProgram(
        Graph graph,
        List<InputSpec> inputs,
        List<OutputSpec> outputs,
        Map<String, Range> ranges,
        List<String> resultNames,
        String torchVersion) {
    public ExportedProgram {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        ranges = Map.copyOf(ranges);
        resultNames = List.copyOf(resultNames);
    }

    /** The least and the greatest value of a symbol, both included. */
    public record Range(long minimum, long maximum) {}
}
