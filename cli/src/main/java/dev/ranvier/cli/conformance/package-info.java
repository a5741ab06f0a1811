/** The conformance suite: cases with expected results, how they are run, judged and reported. */
@NullMarked
package dev.ranvier.cli.conformance;

import org.jspecify.annotations.NullMarked;
