/** A writer of binary events for fakes, and the tests of their reader. */
@NullMarked
package dev.turnpike.core.stream.frames;

import org.jspecify.annotations.NullMarked;
