/** What comes in to be logged: queue, spool, batch writer and the intake endpoints. */
@NullMarked
package dev.turnpike.ingest;

import org.jspecify.annotations.NullMarked;
