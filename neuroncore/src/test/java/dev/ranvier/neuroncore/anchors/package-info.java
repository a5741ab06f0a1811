@NullMarked
package dev.ranvier.neuroncore.anchors;

import org.jspecify.annotations.NullMarked;
