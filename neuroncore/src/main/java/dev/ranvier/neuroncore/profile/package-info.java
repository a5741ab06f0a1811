/** What a person wants to know of a program's time: where it goes, and what bounds it. */
@NullMarked
package dev.ranvier.neuroncore.profile;

import org.jspecify.annotations.NullMarked;
