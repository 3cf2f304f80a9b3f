/**
 * Logs over HTTP: calls that did not pass the gateway come in here, and all logs are read here.
 *
 * <p>Start reading at {@link dev.turnpike.ingest.api.LogWriteResource}, then {@code form} (wire to
 * span) and {@link dev.turnpike.ingest.api.SpanWire} (span to wire).
 */
@NullMarked
package dev.turnpike.ingest.api;

import org.jspecify.annotations.NullMarked;
