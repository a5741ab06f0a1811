@NullMarked
package dev.ranvier.neuroncore.simulate;

import org.jspecify.annotations.NullMarked;
