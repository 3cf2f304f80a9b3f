package dev.turnpike.core.span;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Totals over the spans of a query; averages are absent when nothing had the value. */
public record SpanSummary(
    long requests,
    long errors,
    BigDecimal costUsd,
    long promptTokens,
    long completionTokens,
    @Nullable Duration averageLatency,
    @Nullable Duration averageTimeToFirstToken,
    @Nullable Double averageTokensPerSecond) {}
