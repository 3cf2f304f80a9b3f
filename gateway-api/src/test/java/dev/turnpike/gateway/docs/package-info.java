/** The documentation as readers and tools get it. */
@NullMarked
package dev.turnpike.gateway.docs;

import org.jspecify.annotations.NullMarked;
