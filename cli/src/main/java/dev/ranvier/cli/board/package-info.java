/** The board of {@code ranvier bench}: programs on Ranvier and its peers in turn, each side a process of its own. */
@NullMarked
package dev.ranvier.cli.board;

import org.jspecify.annotations.NullMarked;
