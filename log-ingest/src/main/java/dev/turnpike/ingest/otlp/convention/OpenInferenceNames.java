package dev.turnpike.ingest.otlp.convention;

import static dev.turnpike.ingest.otlp.convention.Rule.count;
import static dev.turnpike.ingest.otlp.convention.Rule.ignored;
import static dev.turnpike.ingest.otlp.convention.Rule.members;
import static dev.turnpike.ingest.otlp.convention.Rule.name;
import static dev.turnpike.ingest.otlp.convention.Rule.number;
import static dev.turnpike.ingest.otlp.convention.Rule.text;

import java.util.List;

/**
 * OpenInference's names.
 *
 * @see <a
 *     href="https://github.com/Arize-ai/openinference/blob/main/spec/semantic_conventions.md">Semantic
 *     conventions of OpenInference</a>
 */
final class OpenInferenceNames {
  /** Not a field: what a call was asked for besides its messages; its members are. */
  static final String PARAMETERS = "invocation_parameters";

  static final String KIND = "openinference.span.kind";

  static final List<Rule> TABLE =
      List.of(
          name("llm.model_name", "model"),
          name("embedding.model_name", "model"),
          name("reranker.model_name", "model"),
          name("llm.provider", "provider_id"),
          name("llm.system", "provider_id"),
          name("user.id", "customer_identifier"),
          name("session.id", "session_identifier"),
          name("session.id", "thread_identifier"),
          text("input.value", "input"),
          text("output.value", "output"),
          ignored("input.mime_type"),
          ignored("output.mime_type"),
          members("metadata", "metadata"),
          members("llm.invocation_parameters", PARAMETERS),
          count("llm.token_count.prompt", "prompt_tokens"),
          count("llm.token_count.completion", "completion_tokens"),
          count("llm.token_count.total", "total_request_tokens"),
          count("llm.token_count.prompt_details.cache_read", "prompt_cache_hit_tokens"),
          count("llm.token_count.prompt_details.cache_write", "prompt_cache_creation_tokens"),
          count("llm.token_count.completion_details.reasoning", "reasoning_tokens"),
          number("llm.cost.total", "cost"),
          text("tool.parameters", "input"),
          name("agent.name", "span_name"),
          ignored(KIND));

  private OpenInferenceNames() {}
}
