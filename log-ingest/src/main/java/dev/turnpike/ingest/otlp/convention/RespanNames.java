package dev.turnpike.ingest.otlp.convention;

import static dev.turnpike.ingest.otlp.convention.Rule.count;
import static dev.turnpike.ingest.otlp.convention.Rule.ignored;
import static dev.turnpike.ingest.otlp.convention.Rule.json;
import static dev.turnpike.ingest.otlp.convention.Rule.members;
import static dev.turnpike.ingest.otlp.convention.Rule.name;

import java.util.List;

/**
 * The platform's own names. {@code keywordsai.} reads as {@code respan.}; the short names at the
 * end are those of early 2026.
 */
final class RespanNames {
  /** Each member of metadata may be an attribute of its own. */
  static final String METADATA = "respan.metadata";

  static final String GATEWAY_LOG_ID = "respan.gateway.log_id";
  static final String LOG_TYPE = "respan.entity.log_type";
  static final String LOG_METHOD = "respan.entity.log_method";

  static final List<Rule> TABLE =
      List.of(
          name("respan.span_params.custom_identifier", "custom_identifier"),
          name("respan.customer_params.customer_identifier", "customer_identifier"),
          name("respan.customer_params.email", "customer_email"),
          name("respan.customer_params.name", "customer_name"),
          name("respan.evaluation_params.evaluation_identifier", "evaluation_identifier"),
          name("respan.threads.thread_identifier", "thread_identifier"),
          name("respan.sessions.session_identifier", "session_identifier"),
          name("respan.trace.trace_group_identifier", "group_identifier"),
          members(METADATA, "metadata"),
          members("respan.properties", "properties"),
          json("respan.span.tools", "tools"),
          json("respan.span.tool_calls", "tool_calls"),
          name("respan.customer.identifier", "customer_identifier"),
          name("respan.customer.email", "customer_email"),
          name("respan.customer.name", "customer_name"),
          name("respan.thread.id", "thread_identifier"),
          name("respan.trace_group.id", "group_identifier"),
          // Set by the platform's instrumentations over what the conventions below say.
          name("model", "model"),
          count("prompt_tokens", "prompt_tokens"),
          count("completion_tokens", "completion_tokens"),
          count("total_request_tokens", "total_request_tokens"),
          count("prompt_cache_hit_tokens", "prompt_cache_hit_tokens"),
          count("prompt_cache_creation_tokens", "prompt_cache_creation_tokens"),
          ignored(GATEWAY_LOG_ID),
          ignored(LOG_TYPE),
          ignored(LOG_METHOD));

  private RespanNames() {}
}
