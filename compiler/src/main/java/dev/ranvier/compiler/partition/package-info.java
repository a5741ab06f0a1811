/**
 * Writes a program over global tensors as the program of one device: the shardings of its values decide which part of
 * each a device has, and collectives bring what a device needs of others.
 */
@NullMarked
package dev.ranvier.compiler.partition;

import org.jspecify.annotations.NullMarked;
