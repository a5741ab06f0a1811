package dev.ranvier.cli.board;

import java.util.List;
import java.util.Locale;

/** A process on the board, and the peers that run in it. */
public enum Family {
    RANVIER,
    XLA,
    TORCH,
    ONNXRUNTIME;

    /** The peers by the names that users see; none for Ranvier itself. */
    public List<String> peers() {
        return switch (this) {
            case RANVIER -> List.of();
            case XLA -> List.of("xla", "numpy");
            case TORCH -> List.of("eager", "inductor", "frozen");
            case ONNXRUNTIME -> List.of("onnxruntime");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
