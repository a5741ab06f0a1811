package dev.ranvier.torch.lower;

import dev.ranvier.stablehlo.ElementType;
import dev.ranvier.stablehlo.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The sizes of a tensor, outermost first. */
record Shape(List<Size> sizes) {
    static final Shape SCALAR = new Shape(List.of());

    Shape {
        sizes = List.copyOf(sizes);
    }

    static Shape of(long... sizes) {
        return new Shape(Arrays.stream(sizes).mapToObj(Size::of).toList());
    }

    int rank() {
        return sizes.size();
    }

    Size size(int dimension) {
        return sizes.get(dimension);
    }

    boolean isStatic() {
        return sizes.stream().allMatch(Size.Known.class::isInstance);
    }

    TensorType type(ElementType elementType) {
        return new TensorType(sizes.stream().map(Size::dimension).toList(), elementType);
    }

    Shape with(int dimension, Size size) {
        var changed = new ArrayList<>(sizes);
        changed.set(dimension, size);
        return new Shape(changed);
    }

    Shape with(int dimension, long size) {
        return with(dimension, Size.of(size));
    }

    /** With one more dimension before {@code dimension}. */
    Shape inserted(int dimension, Size size) {
        var changed = new ArrayList<>(sizes);
        changed.add(dimension, size);
        return new Shape(changed);
    }

    Shape without(int dimension) {
        var changed = new ArrayList<>(sizes);
        changed.remove(dimension);
        return new Shape(changed);
    }

    /** The dimensions from {@code start} to before {@code end}. */
    Shape slice(int start, int end) {
        return new Shape(sizes.subList(start, end));
    }

    Shape followedBy(Shape inner) {
        var joined = new ArrayList<>(sizes);
        joined.addAll(inner.sizes);
        return new Shape(joined);
    }
}
