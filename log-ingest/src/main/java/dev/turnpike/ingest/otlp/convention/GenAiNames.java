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
 * OpenTelemetry's names for calls of models, the present and the older ones. Messages are read by
 * {@link Messages}.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/">GenAI spans</a>
 */
final class GenAiNames {
  static final String OPERATION = "gen_ai.operation.name";
  static final String INPUT = "gen_ai.input.messages";
  static final String OUTPUT = "gen_ai.output.messages";
  static final String INSTRUCTIONS = "gen_ai.system_instructions";

  static final List<Rule> TABLE =
      List.of(
          name("gen_ai.request.model", "model"),
          name("gen_ai.response.model", "full_model_name"),
          name("gen_ai.provider.name", "provider_id"),
          name("gen_ai.system", "provider_id"),
          name("gen_ai.response.id", "response_id"),
          name("gen_ai.conversation.id", "thread_identifier"),
          name("enduser.id", "customer_identifier"),
          number("gen_ai.request.temperature", "temperature"),
          number("gen_ai.request.top_p", "top_p"),
          count("gen_ai.request.max_tokens", "max_tokens"),
          number("gen_ai.request.frequency_penalty", "frequency_penalty"),
          number("gen_ai.request.presence_penalty", "presence_penalty"),
          count("gen_ai.request.choice.count", "n"),
          json("gen_ai.request.stop_sequences", "stop"),
          truth("gen_ai.request.stream", "stream"),
          count("gen_ai.usage.input_tokens", "prompt_tokens"),
          count("gen_ai.usage.prompt_tokens", "prompt_tokens"),
          count("gen_ai.usage.output_tokens", "completion_tokens"),
          count("gen_ai.usage.completion_tokens", "completion_tokens"),
          count("gen_ai.usage.total_tokens", "total_request_tokens"),
          count("gen_ai.usage.cache_read.input_tokens", "prompt_cache_hit_tokens"),
          count("gen_ai.usage.cache_read_input_tokens", "prompt_cache_hit_tokens"),
          count("gen_ai.usage.cache_creation.input_tokens", "prompt_cache_creation_tokens"),
          count("gen_ai.usage.cache_creation_input_tokens", "prompt_cache_creation_tokens"),
          count("gen_ai.usage.reasoning.output_tokens", "reasoning_tokens"),
          count("gen_ai.usage.reasoning_tokens", "reasoning_tokens"),
          number("gen_ai.usage.cost", "cost"),
          number("gen_ai.response.time_to_first_chunk", "time_to_first_token"),
          number("gen_ai.server.time_to_first_token", "time_to_first_token"),
          json("gen_ai.tool.definitions", "tools"),
          text("gen_ai.tool.call.arguments", "input"),
          text("gen_ai.tool.call.result", "output"),
          text("error.message", "error_message"),
          text("exception.message", "error_message"),
          name("error.type", "error_code"),
          ignored(OPERATION));

  private GenAiNames() {}
}
