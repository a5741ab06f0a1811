package dev.ranvier.cli.board;

import java.util.List;

/**
 * A row of the board as {@code bench/board/row.py} declares it.
 *
 * @param name which begins with its group
 * @param threads the numbers of threads to measure with
 * @param work how much a call does, in units of {@code peak}
 * @param peak {@code f32} or {@code bf16} (operations), {@code read} (bytes), or empty
 * @param carry how many results are the first inputs of the next call
 * @param tolerance the greatest difference of results, relative to the greatest magnitude
 */
record RowFacts(String name, List<Integer> threads, double work, String peak, int carry, double tolerance) {}
