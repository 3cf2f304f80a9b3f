package dev.turnpike.core.dialect.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A model as the lists of models show it.
 *
 * @param name what a caller puts into {@code model}; may hold slashes and colons
 * @param contextWindow tokens of prompt and answer together; absent when unknown
 */
public record ListedModel(
    String name, String displayName, Instant created, @Nullable Integer contextWindow) {}
