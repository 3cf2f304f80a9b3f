package dev.turnpike.core.exchange;

import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.stream.StreamFacts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an exchange ended.
 *
 * @param status as the caller saw it; 499 when the caller left
 * @param error absent on success
 * @param facts what was seen of the answer; absent when none came
 * @param response the answer's body as it went out, capped; absent when there was none or it is not
 *     kept
 * @param responseCut whether the kept response is only its beginning
 * @param end when the last byte was ready to go
 * @param endNanos the same on the monotonic clock
 * @param sentNanos when the upstream call began, on the monotonic clock; 0 when none did
 * @param firstContentNanos when the first content was written to the caller; 0 when none was
 */
public record Ending(
    int status,
    @Nullable GatewayError error,
    @Nullable StreamFacts facts,
    @Nullable String response,
    boolean responseCut,
    Instant end,
    long endNanos,
    long sentNanos,
    long firstContentNanos) {}
