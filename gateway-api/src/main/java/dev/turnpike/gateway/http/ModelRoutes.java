package dev.turnpike.gateway.http;

import dev.turnpike.core.access.Right;
import java.util.List;

/** Every operation that is served on the router. */
public final class ModelRoutes {
  public static final GatewayRoute CHAT_COMPLETIONS =
      new GatewayRoute(
          "POST",
          List.of(
              "/api/chat/completions",
              "/api/v1/chat/completions",
              "/v1/chat/completions",
              "/chat/completions"),
          Right.CALLS,
          "createChatCompletion",
          "Complete a chat with any model",
          """
          OpenAI's chat completions for every model in the catalogue. What the gateway does not know \
          passes to the provider as it came. The gateway's own parameters (`customer_identifier`, \
          `metadata`, `thread_identifier`, `custom_identifier`, `disable_log`, `request_breakdown` …) stand \
          at the top level, in `respan_params`, or base64-encoded in the header `X-Data-Respan-Params`; they \
          are logged and never sent on. With `"stream": true` the answer is a stream of server-sent \
          events. The header `X-Respan-Log-Id` of every answer names its log row.\
          """,
          """
          {"model": "my-model", "messages": [{"role": "user", "content": "Say hello"}], \
          "customer_identifier": "user_123", "metadata": {"team": "search"}}\
          """,
          """
          {"id": "chatcmpl-1", "object": "chat.completion", "created": 1790000000, "model": "my-model", \
          "choices": [{"index": 0, "message": {"role": "assistant", "content": "Hello!"}, \
          "finish_reason": "stop"}], \
          "usage": {"prompt_tokens": 9, "completion_tokens": 2, "total_tokens": 11}}\
          """,
          true);

  /** All of them; what is not here cannot be registered, and so is never undocumented. */
  public static final List<GatewayRoute> ALL = List.of(CHAT_COMPLETIONS);

  private ModelRoutes() {}
}
