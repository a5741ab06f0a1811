@NullMarked
package dev.ranvier.cli.diff;

import org.jspecify.annotations.NullMarked;
