/** The timing simulator held against times that AWS published. */
@NullMarked
package dev.ranvier.neuroncore.anchors;

import org.jspecify.annotations.NullMarked;
