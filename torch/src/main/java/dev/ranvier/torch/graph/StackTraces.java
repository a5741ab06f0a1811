package dev.ranvier.torch.graph;

import dev.ranvier.stablehlo.Location;
import java.util.regex.Pattern;

/** Python's stack traces as locations. */
final class StackTraces {
    private static final Pattern FRAME = Pattern.compile("File \"([^\"\\n]*)\", line (\\d{1,9})");
    /** Where PyTorch itself is installed: no line of the user's. */
    private static final Pattern PYTORCH = Pattern.compile("(^|/)torch/");

    private StackTraces() {}

    /** The innermost line that is not PyTorch's own, named {@code name}. */
    static Location location(String name, String trace) {
        Location place = Location.unknown();
        var frames = FRAME.matcher(trace);
        while (frames.find()) {
            boolean own = PYTORCH.matcher(frames.group(1)).find();
            if (!own || place instanceof Location.Unknown) {
                place = new Location.FileLineColumn(frames.group(1), Integer.parseInt(frames.group(2)), 1);
            }
        }
        return new Location.Named(name, place);
    }
}
