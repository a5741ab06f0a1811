@NullMarked
package dev.ranvier.neuroncore.kernels;

import org.jspecify.annotations.NullMarked;
