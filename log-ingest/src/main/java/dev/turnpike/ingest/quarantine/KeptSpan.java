package dev.turnpike.ingest.quarantine;

import dev.turnpike.core.span.Span;

/**
 * A span in quarantine.
 *
 * @param id names it here; the span's own id may be the trouble
 * @param reason why it is not in the database
 */
public record KeptSpan(String id, Span span, String reason) {}
