@NullMarked
package dev.ranvier.neuroncore.machine;

import org.jspecify.annotations.NullMarked;
