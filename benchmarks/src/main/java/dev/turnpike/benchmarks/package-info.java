/** JMH measurements of code that every call runs through. */
@NullMarked
package dev.turnpike.benchmarks;

import org.jspecify.annotations.NullMarked;
