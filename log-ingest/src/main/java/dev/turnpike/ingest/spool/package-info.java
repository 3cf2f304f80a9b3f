/**
 * The durable way of a finished call from memory to disk: a queue bounded by bytes, one writing
 * thread, segment files of framed spans.
 *
 * <p>A span whose receipt said durable survives kill -9: it was handed to the kernel. It survives
 * power failure once it was synced, 200 ms or 1 MB later, or at once in strict mode.
 *
 * <p>Start reading at {@link dev.turnpike.ingest.spool.Spool}; the files are in {@code segment}.
 */
@NullMarked
package dev.turnpike.ingest.spool;

import org.jspecify.annotations.NullMarked;
