@NullMarked
package dev.ranvier.neuroncore.isa;

import org.jspecify.annotations.NullMarked;
