/** The devices that commands run programs on. */
@NullMarked
package dev.ranvier.cli.device;

import org.jspecify.annotations.NullMarked;
