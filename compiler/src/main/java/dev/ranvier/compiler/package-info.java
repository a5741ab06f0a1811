/** Passes that no device owns: functions from module to module that devices call at the head of a compile. */
@NullMarked
package dev.ranvier.compiler;

import org.jspecify.annotations.NullMarked;
