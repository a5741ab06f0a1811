/** The files that commands read and write: models, NumPy arrays, reports. */
@NullMarked
package dev.ranvier.cli.files;

import org.jspecify.annotations.NullMarked;
