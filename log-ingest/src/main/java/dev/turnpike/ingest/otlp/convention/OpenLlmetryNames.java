package dev.turnpike.ingest.otlp.convention;

import static dev.turnpike.ingest.otlp.convention.Rule.count;
import static dev.turnpike.ingest.otlp.convention.Rule.ignored;
import static dev.turnpike.ingest.otlp.convention.Rule.json;
import static dev.turnpike.ingest.otlp.convention.Rule.name;
import static dev.turnpike.ingest.otlp.convention.Rule.number;
import static dev.turnpike.ingest.otlp.convention.Rule.text;
import static dev.turnpike.ingest.otlp.convention.Rule.truth;

import java.util.List;

/**
 * OpenLLMetry's names: steps are {@code traceloop.}, calls of models {@code llm.} besides
 * OpenTelemetry's own.
 *
 * @see <a href="https://www.traceloop.com/docs/openllmetry/contributing/semantic-conventions">GenAI
 *     semantic conventions of OpenLLMetry</a>
 */
final class OpenLlmetryNames {
  static final String KIND = "traceloop.span.kind";
  static final String REQUEST_TYPE = "llm.request.type";
  static final String ASSOCIATION = "traceloop.association.properties.";

  static final List<Rule> TABLE =
      List.of(
          name("traceloop.entity.name", "span_name"),
          name("traceloop.workflow.name", "span_workflow_name"),
          text("traceloop.entity.path", "span_path"),
          text("traceloop.entity.input", "input"),
          text("traceloop.entity.output", "output"),
          name(ASSOCIATION + "user_id", "customer_identifier"),
          name(ASSOCIATION + "session_id", "session_identifier"),
          name(ASSOCIATION + "chat_id", "thread_identifier"),
          name("llm.request.model", "model"),
          name("llm.response.model", "full_model_name"),
          number("llm.temperature", "temperature"),
          number("llm.top_p", "top_p"),
          number("llm.frequency_penalty", "frequency_penalty"),
          number("llm.presence_penalty", "presence_penalty"),
          truth("llm.is_streaming", "stream"),
          name("llm.request.reasoning_effort", "reasoning_effort"),
          count("llm.usage.prompt_tokens", "prompt_tokens"),
          count("llm.usage.completion_tokens", "completion_tokens"),
          count("llm.usage.total_tokens", "total_request_tokens"),
          count("llm.usage.reasoning_tokens", "reasoning_tokens"),
          count("llm.usage.cache_read_input_tokens", "prompt_cache_hit_tokens"),
          count("llm.usage.cache_creation_input_tokens", "prompt_cache_creation_tokens"),
          number(
              "llm.openai.chat_completions.streaming_time_to_first_token", "time_to_first_token"),
          json("llm.embeddings.0", "embedding"),
          ignored(KIND),
          ignored(REQUEST_TYPE));

  private OpenLlmetryNames() {}
}
