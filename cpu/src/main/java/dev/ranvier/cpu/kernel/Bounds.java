package dev.ranvier.cpu.kernel;

import dev.ranvier.cpu.ir.IrValue;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of indices while a kernel is written: how they follow from the counter of its innermost loop, and between
 * which bounds that counts. Questions whose answer changes on the way say where, so that the loop can be cut there.
 */
final class Bounds {
    /** {@code scale * counter} and a number from {@code low} to {@code high}. */
    private record Span(long scale, long low, long high) {}

    private final Map<IrValue, Span> spans = new HashMap<>();
    private final SortedSet<Long> cuts = new TreeSet<>();
    private long from;
    private long to;

    /** Says that a loop over elements from {@code first} up to {@code end} counts them, where lanes count too. */
    void count(IrValue counter, long first, long end) {
        from = first;
        to = end;
        spans.put(counter, new Span(1, 0, 0));
    }

    /** Says that an index is at least 0 and less than {@code size}, wherever the counter is. */
    void index(IrValue index, long size) {
        spans.put(index, new Span(0, 0, size - 1));
    }

    /** Says what a sum is. */
    void sum(IrValue sum, IrValue x, IrValue y) {
        var left = span(x);
        var right = span(y);
        if (left != null && right != null) {
            spans.put(sum, new Span(left.scale + right.scale, left.low + right.low, left.high + right.high));
        }
    }

    /** Says what a product is. */
    void product(IrValue product, IrValue x, long factor) {
        var span = span(x);
        if (span != null) {
            long low = span.low * factor;
            long high = span.high * factor;
            spans.put(product, new Span(span.scale * factor, Math.min(low, high), Math.max(low, high)));
        }
    }

    private @Nullable Span span(IrValue value) {
        if (!value.isConstant()) {
            return spans.get(value);
        }
        long number = Long.parseLong(value.text());
        return new Span(0, number, number);
    }

    /** Whether {@code low <= first + lane * step < high} for all lanes, or for none, or it depends. */
    Answer isWithin(IrValue first, long step, long low, long high) {
        var span = span(first);
        if (span == null || (step != 0 && step != span.scale)) {
            return Answer.DEPENDS;
        }
        long begin = span.scale * from;
        long last = span.scale * (to - 1);
        long least = Math.min(begin, last) + span.low;
        long greatest = Math.max(begin, last) + span.high;
        if (least >= low && greatest < high) {
            return Answer.ALWAYS;
        }
        if (greatest < low || least >= high) {
            return Answer.NEVER;
        }
        for (long bound : new long[] {low, high}) {
            cut(span.scale, bound - span.low);
            cut(span.scale, bound - span.high);
        }
        return Answer.DEPENDS;
    }

    /** What can be said of an index. */
    enum Answer {
        ALWAYS,
        NEVER,
        DEPENDS
    }

    /** Cuts where {@code scale * counter >= bound} changes. */
    private void cut(long scale, long bound) {
        if (scale == 0) {
            return;
        }
        long place = scale > 0 ? Math.ceilDiv(bound, scale) : Math.floorDiv(-bound, -scale) + 1;
        if (place > from && place < to) {
            cuts.add(place);
        }
    }

    /** Where answers change. */
    SortedSet<Long> cuts() {
        return Collections.unmodifiableSortedSet(cuts);
    }
}
