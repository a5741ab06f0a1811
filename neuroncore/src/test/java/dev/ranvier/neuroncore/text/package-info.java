@NullMarked
package dev.ranvier.neuroncore.text;

import org.jspecify.annotations.NullMarked;
