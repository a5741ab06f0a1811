/**
 * Programs on several devices, for those that provide devices: what an entry function takes and gives on each, the
 * meshes that devices are arranged in, and the processes of a run with the places where they meet.
 */
@NullMarked
package dev.ranvier.runtime.parallel;

import org.jspecify.annotations.NullMarked;
