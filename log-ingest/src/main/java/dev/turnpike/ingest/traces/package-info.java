/**
 * Traces over HTTP: spans of OpenTelemetry exporters and of older clients come in here, and traces
 * and threads are read, shared and deleted here.
 *
 * <p>Start reading at {@link dev.turnpike.ingest.traces.OtlpEndpoint} for what comes in, at {@link
 * dev.turnpike.ingest.traces.TracesResource} for what goes out.
 */
@NullMarked
package dev.turnpike.ingest.traces;

import org.jspecify.annotations.NullMarked;
