package dev.turnpike.core.dialect.canon.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What rides along and does not change the answer.
 *
 * @param user the caller's own end user
 * @param metadata free key and value pairs, as the caller wrote them
 * @param serviceTier as the caller's dialect calls it
 * @param cacheKey hint for the provider's prompt cache
 * @param store whether the provider may keep the exchange
 */
public record Tags(
    @Nullable String user,
    @Nullable ObjectNode metadata,
    @Nullable String serviceTier,
    @Nullable String cacheKey,
    @Nullable Boolean store) {
  public static final Tags NONE = new Tags(null, null, null, null, null);
}
