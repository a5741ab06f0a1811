@NullMarked
package dev.ranvier.neuroncore.check;

import org.jspecify.annotations.NullMarked;
