package dev.turnpike.core.dialect.canon;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import org.jspecify.annotations.Nullable;

/**
 * A source of a stretch of text.
 *
 * @param url absent when the source is a document of the request
 * @param start first character of the cited stretch of the answer, or -1 when unknown
 * @param end character after the last, or -1
 * @param json the citation as its dialect wrote it
 */
public record Citation(
    @Nullable String url,
    @Nullable String title,
    @Nullable String quote,
    int start,
    int end,
    DialectId origin,
    ObjectNode json) {}
