package dev.ranvier.stablehlo.text;

import dev.ranvier.stablehlo.Location;
import dev.ranvier.stablehlo.Utf8;
import java.util.Arrays;

/** Lines and columns of offsets in a text. As in MLIR, lines count from 1 and columns are bytes of UTF-8 from 1. */
final class SourcePlaces {
    private final String text;
    private final String fileName;
    private final int[] lineStarts;
    private int lastLine = -1;
    private int lastOffset;
    private int lastColumn;

    SourcePlaces(String text, String fileName) {
        this.text = text;
        this.fileName = fileName;
        int lines = 1 + (int) text.chars().filter(c -> c == '\n').count();
        this.lineStarts = new int[lines];
        for (int line = 1; line < lines; line++) {
            lineStarts[line] = text.indexOf('\n', lineStarts[line - 1]) + 1;
        }
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found : -found - 2;
    }

    private int column(int line, int offset) {
        // Places are mostly asked for in order: count on from the last one, so that a long line costs no square.
        boolean onward = line == lastLine && offset >= lastOffset;
        int from = onward ? lastOffset : lineStarts[line];
        int column = (onward ? lastColumn : 1) + Utf8.length(text, from, offset);
        lastLine = line;
        lastOffset = offset;
        lastColumn = column;
        return column;
    }

    Location.FileLineColumn at(int offset) {
        int line = line(offset);
        return new Location.FileLineColumn(fileName, line + 1, column(line, offset));
    }

    /** The place that MLIR gives a module that the text implies. */
    Location.FileLineColumn wholeFile() {
        return new Location.FileLineColumn(fileName, 0, 0);
    }

    String describe(int offset) {
        var place = at(offset);
        return place.path() + ":" + place.line() + ":" + place.column();
    }
}
