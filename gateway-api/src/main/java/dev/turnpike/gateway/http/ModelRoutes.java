package dev.turnpike.gateway.http;

import dev.turnpike.core.access.Right;
import dev.turnpike.core.exchange.entrance.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
          `metadata`, `thread_identifier`, `custom_identifier`, `log_privacy`, `disable_log`, `request_breakdown` …) stand \
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

  public static final GatewayRoute RESPONSES =
      new GatewayRoute(
          "POST",
          List.of("/api/responses", "/api/v1/responses", "/v1/responses", "/responses"),
          Right.CALLS,
          "createResponse",
          "Ask any model in the form of OpenAI's Responses",
          """
          OpenAI's Responses for every model in the catalogue, whatever its provider speaks. Where the \
          provider does not speak it, answers are not stored: `previous_response_id` is refused, and the \
          whole conversation belongs in `input`. What the provider cannot be told is named in the header \
          `x-turnpike-dropped`.\
          """,
          """
          {"model": "my-model", "input": "Say hello"}\
          """,
          """
          {"id": "resp_1", "object": "response", "created_at": 1790000000, "status": "completed", \
          "model": "my-model", "output": [{"id": "msg_1", "type": "message", "role": "assistant", \
          "status": "completed", "content": [{"type": "output_text", "text": "Hello!", "annotations": []}]}], \
          "usage": {"input_tokens": 9, "output_tokens": 2, "total_tokens": 11}}\
          """,
          true);

  public static final GatewayRoute MESSAGES =
      new GatewayRoute(
          "POST",
          List.of("/api/anthropic/v1/messages", "/api/anthropic/messages", "/v1/messages"),
          Right.CALLS,
          "createMessage",
          "Ask any model in the form of Anthropic's Messages",
          """
          Anthropic's Messages for every model in the catalogue, whatever its provider speaks. The key goes \
          in `x-api-key` or as a Bearer token; the gateway's own parameters stand in `metadata.respan_params`, \
          in `respan_params` or in the header `X-Data-Respan-Params`. Errors have Anthropic's form.\
          """,
          """
          {"model": "my-model", "max_tokens": 100, "messages": [{"role": "user", "content": "Say hello"}]}\
          """,
          """
          {"id": "msg_1", "type": "message", "role": "assistant", "model": "my-model", \
          "content": [{"type": "text", "text": "Hello!"}], "stop_reason": "end_turn", "stop_sequence": null, \
          "usage": {"input_tokens": 9, "output_tokens": 2}}\
          """,
          true);

  public static final GatewayRoute COUNT_TOKENS =
      new GatewayRoute(
          "POST",
          List.of(
              "/api/anthropic/v1/messages/count_tokens",
              "/api/anthropic/messages/count_tokens",
              "/v1/messages/count_tokens"),
          Right.CALLS,
          "countMessageTokens",
          "Count the tokens of a prompt in Anthropic's form",
          """
          Asked of the provider where it speaks Anthropic's format; elsewhere an estimate, about four \
          characters to a token.\
          """,
          """
          {"model": "my-model", "messages": [{"role": "user", "content": "Say hello"}]}\
          """,
          """
          {"input_tokens": 9}\
          """,
          false);

  public static final GatewayRoute GENERATE_CONTENT =
      new GatewayRoute(
          "POST",
          GooglePrefixes.with("/models/{model}:{operation}"),
          Right.CALLS,
          "generateContent",
          "Ask any model in the form of Google's generateContent",
          """
          Google's format for every model in the catalogue, whatever its provider speaks. The operation is \
          `generateContent`, `streamGenerateContent` (events with `?alt=sse`, else one JSON array), \
          `countTokens`, `embedContent` or `batchEmbedContents`; it stands after the last colon, so names of models may hold slashes and colons. The \
          key goes in `x-goog-api-key` or as a Bearer token.\
          """,
          """
          {"contents": [{"role": "user", "parts": [{"text": "Say hello"}]}]}\
          """,
          """
          {"candidates": [{"index": 0, "content": {"role": "model", "parts": [{"text": "Hello!"}]}, \
          "finishReason": "STOP"}], "usageMetadata": {"promptTokenCount": 9, "candidatesTokenCount": 2, \
          "totalTokenCount": 11}, "modelVersion": "my-model"}\
          """,
          true);

  public static final GatewayRoute PROVIDER_RELAY =
      new GatewayRoute(
          "POST",
          List.of("/api/{provider}/v1/chat/completions"),
          Right.CALLS,
          "relayChatCompletion",
          "Relay a chat completion to one provider",
          """
          The body goes to the provider named in the path as it is, but for `respan_params`; `model` is the \
          provider's own name of it. An `extra_body` object is merged into the body. Errors of the provider \
          come back in its own words.\
          """,
          """
          {"model": "llama3.2:3b", "messages": [{"role": "user", "content": "Say hello"}]}\
          """,
          CHAT_COMPLETIONS.answerExample(),
          true);

  public static final GatewayRoute ANTHROPIC_MODELS =
      new GatewayRoute(
          "GET",
          List.of("/api/anthropic/v1/models", "/api/anthropic/models"),
          Right.CALLS,
          "listAnthropicModels",
          "List the models in Anthropic's form",
          "All models this key can call, on one page.",
          "",
          """
          {"data": [{"type": "model", "id": "my-model", "display_name": "My model", \
          "created_at": "2026-09-21T12:00:00Z"}], "has_more": false, "first_id": "my-model", \
          "last_id": "my-model"}\
          """,
          false);

  public static final GatewayRoute GOOGLE_MODELS =
      new GatewayRoute(
          "GET",
          GooglePrefixes.with("/models"),
          Right.CALLS,
          "listGoogleModels",
          "List the models in Google's form",
          "All models this key can call, on one page.",
          "",
          """
          {"models": [{"name": "models/my-model", "displayName": "My model", \
          "supportedGenerationMethods": ["generateContent", "streamGenerateContent", "countTokens"]}]}\
          """,
          false);

  /** OpenAI's operations beside conversations. */
  public static final Map<Operation, GatewayRoute> OPERATIONS = OperationRoutes.all();

  /** Reducto's operations on documents. */
  public static final Map<Operation, GatewayRoute> DOCUMENTS = DocumentRoutes.all();

  /** All of them; what is not here cannot be registered, and so is never undocumented. */
  public static final List<GatewayRoute> ALL =
      Stream.of(
              List.of(
                  CHAT_COMPLETIONS,
                  RESPONSES,
                  MESSAGES,
                  COUNT_TOKENS,
                  GENERATE_CONTENT,
                  PROVIDER_RELAY,
                  ANTHROPIC_MODELS,
                  GOOGLE_MODELS),
              OPERATIONS.values(),
              DOCUMENTS.values())
          .flatMap(Collection::stream)
          .toList();

  private ModelRoutes() {}
}
