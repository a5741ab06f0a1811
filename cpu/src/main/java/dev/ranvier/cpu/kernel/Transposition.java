package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrFunction;
import dev.ranvier.cpu.ir.IrValue;
import java.util.ArrayList;
import java.util.List;

/** A square block of vectors with rows and columns exchanged, in registers. */
final class Transposition {
    private Transposition() {}

    /** Exchanges ever larger blocks off the diagonal; there are as many rows, a power of two, as lanes. */
    static List<IrValue> of(IrFunction f, List<IrValue> rows) {
        int lanes = rows.size();
        var current = new ArrayList<>(rows);
        for (int distance = 1; distance < lanes; distance *= 2) {
            var upper = new int[lanes];
            var lower = new int[lanes];
            for (int lane = 0; lane < lanes; lane++) {
                boolean exchanged = (lane & distance) != 0;
                upper[lane] = exchanged ? lanes + lane - distance : lane;
                lower[lane] = exchanged ? lanes + lane : lane + distance;
            }
            for (int row = 0; row < lanes; row++) {
                if ((row & distance) == 0) {
                    var first = current.get(row);
                    var second = current.get(row + distance);
                    current.set(row, f.shuffle(first, second, upper));
                    current.set(row + distance, f.shuffle(first, second, lower));
                }
            }
        }
        return current;
    }
}
