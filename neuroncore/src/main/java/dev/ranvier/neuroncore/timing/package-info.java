/** How long a program takes: engines, queues and memory as far as public documents tell, with few calibrated constants. */
@NullMarked
package dev.ranvier.neuroncore.timing;

import org.jspecify.annotations.NullMarked;
