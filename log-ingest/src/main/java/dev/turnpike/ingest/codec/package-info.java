/** A span as the payload of a frame, and back, in text that a database takes. */
@NullMarked
package dev.turnpike.ingest.codec;

import org.jspecify.annotations.NullMarked;
