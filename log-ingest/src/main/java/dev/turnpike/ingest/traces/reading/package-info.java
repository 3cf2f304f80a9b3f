/**
 * Traces and threads as they are read, shared and deleted over HTTP.
 *
 * <p>Start reading at {@link dev.turnpike.ingest.traces.reading.TracesResource}.
 */
@NullMarked
package dev.turnpike.ingest.traces.reading;

import org.jspecify.annotations.NullMarked;
