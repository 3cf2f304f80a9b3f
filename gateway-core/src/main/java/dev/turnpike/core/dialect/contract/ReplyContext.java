package dev.turnpike.core.dialect.contract;

import dev.turnpike.core.dialect.canon.request.ChatRequest;

/**
 * What a reply needs to know of its request.
 *
 * @param exchangeId unique; ids that a provider does not give are made from it
 * @param arrival when the call came, in seconds since 1970
 * @param request as the caller asked it; the Responses dialect repeats parts of it
 * @param items where finished items of the Responses dialect are kept
 */
public record ReplyContext(String exchangeId, long arrival, ChatRequest request, ItemMemory items) {
  public ReplyContext(String exchangeId, long arrival, ChatRequest request) {
    this(exchangeId, arrival, request, ItemMemory.NONE);
  }

  /** The provider's id in the form the caller's dialect has, or one made from the exchange. */
  public String replyId(String prefix, String providerId) {
    if (providerId.isEmpty()) {
      return prefix + exchangeId.replace("-", "");
    }
    return providerId.startsWith(prefix) ? providerId : prefix + providerId;
  }

  /** An id for the n-th thing of the reply that the provider left nameless. */
  public String madeId(String prefix, int n) {
    return prefix + exchangeId.replace("-", "") + "_" + n;
  }

  /** The model that answered, or the one asked for when the provider does not say. */
  public String modelName(String providerModel) {
    return providerModel.isEmpty() ? request.model() : providerModel;
  }

  public long createdOr(long created) {
    return created > 0 ? created : arrival;
  }
}
