/**
 * What loggers of other products send: Langfuse's older ingestion and Braintrust's rows. Both tell
 * of a step in parts, at its begin and at its end; parts are put together here and become spans.
 *
 * <p>Start reading at {@link dev.turnpike.ingest.foreign.HeldParts}, then {@link
 * dev.turnpike.ingest.foreign.LangfuseEvents} and {@link
 * dev.turnpike.ingest.foreign.BraintrustRows}.
 */
@NullMarked
package dev.turnpike.ingest.foreign;

import org.jspecify.annotations.NullMarked;
