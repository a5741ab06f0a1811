package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrType;
import dev.ranvier.cpu.ir.IrValue;
import dev.ranvier.stablehlo.TensorType;
import dev.ranvier.stablehlo.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a window over a padded and dilated operand.
 *
 * @param indices the element there, held within the operand
 * @param inside whether there is one; a constant where there always is
 */
record WindowPlace(List<Index> indices, IrValue inside) {
    /**
     * @param at the index of the window along each dimension
     * @param offsets the index within the window along each dimension
     */
    static WindowPlace of(ElementEmitter e, Window window, TensorType operand, List<Index> at, List<Index> offsets) {
        var indices = new ArrayList<Index>();
        IrValue inside = IrValue.integer(IrType.I1, 1);
        for (int d = 0; d < at.size(); d++) {
            var start = e.indices().multiply(at.get(d), window.strides().get(d));
            var offset = e.indices()
                    .multiply(offsets.get(d), window.windowDilations().get(d));
            var place = e.indices()
                    .add(e.indices().add(start, offset), -window.low().get(d));
            if (window.isInside(d, operand.size(d))) {
                indices.add(place);
                continue;
            }
            long step = window.baseDilations().get(d);
            long extent = operand.size(d) == 0 ? 0 : (operand.size(d) - 1) * step + 1;
            inside = Moves.and(e, inside, e.indices().within(place, 0, extent));
            var held = e.indices().clamp(place, extent - 1);
            if (step > 1) {
                var rest = e.indices().vector(e.indices().remainder(held, step));
                inside = Moves.and(e, inside, e.function().compare("eq", rest, IrValue.integer(rest.type(), 0)));
            }
            indices.add(e.indices().divide(held, step));
        }
        return new WindowPlace(List.copyOf(indices), inside);
    }

    /** The element of {@code operand} there, or another where there is none. */
    Element elementOr(ElementEmitter e, Value operand, Element otherwise) {
        if (operand.tensorType().elementCount() == 0) {
            return otherwise;
        }
        return e.choose(inside, e.at(operand, indices), otherwise);
    }
}
