@NullMarked
package dev.ranvier.neuroncore.timing;

import org.jspecify.annotations.NullMarked;
