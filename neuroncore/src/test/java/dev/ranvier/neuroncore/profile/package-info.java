@NullMarked
package dev.ranvier.neuroncore.profile;

import org.jspecify.annotations.NullMarked;
