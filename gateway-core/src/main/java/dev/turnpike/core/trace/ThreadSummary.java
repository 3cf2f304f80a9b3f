package dev.turnpike.core.trace;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All logged calls of one conversation, in sum; its calls themselves are found by {@code
 * thread_identifier} among the logs.
 *
 * @param customerIdentifier the last customer it was had with
 * @param model the last model that was called
 */
public record ThreadSummary(
    OrganizationId organization,
    Environment environment,
    String identifier,
    @Nullable String customerIdentifier,
    @Nullable String model,
    long logs,
    long errors,
    long promptTokens,
    long completionTokens,
    BigDecimal costUsd,
    Instant firstArrival,
    Instant lastArrival) {}
