/** What a compiled program is: steps over buffers, as data, and what runs them. */
@NullMarked
package dev.ranvier.cpu.schedule;

import org.jspecify.annotations.NullMarked;
