/**
 * The gateway's own spans, sent to a collector: one for each call, one for each upstream attempt.
 * Made from the finished log row, so a call costs one queue operation when it is on, and nothing
 * when it is off.
 *
 * <p>Start reading at {@link dev.turnpike.gateway.telemetry.OwnSpans}.
 */
@NullMarked
package dev.turnpike.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
