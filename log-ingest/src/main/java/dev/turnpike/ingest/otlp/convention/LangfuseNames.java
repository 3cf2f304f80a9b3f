package dev.turnpike.ingest.otlp.convention;

import static dev.turnpike.ingest.otlp.convention.Rule.count;
import static dev.turnpike.ingest.otlp.convention.Rule.ignored;
import static dev.turnpike.ingest.otlp.convention.Rule.members;
import static dev.turnpike.ingest.otlp.convention.Rule.name;
import static dev.turnpike.ingest.otlp.convention.Rule.text;

import java.util.List;

/**
 * Langfuse's names: {@code observation} is the span, {@code trace} what is said of all of them.
 *
 * @see <a href="https://langfuse.com/integrations/native/opentelemetry">Langfuse's mapping</a>
 */
final class LangfuseNames {
  static final String TYPE = "langfuse.observation.type";
  static final String USAGE = "langfuse.observation.usage_details";
  static final String COST = "langfuse.observation.cost_details";
  static final String FIRST_TOKEN = "langfuse.observation.completion_start_time";
  static final String LEVEL = "langfuse.observation.level";

  /** Each member may be an attribute of its own. */
  static final List<String> METADATA =
      List.of("langfuse.observation.metadata", "langfuse.trace.metadata", "langfuse.metadata");

  static final List<Rule> TABLE =
      List.of(
          name("langfuse.observation.model.name", "model"),
          name("langfuse.observation.model", "model"),
          text("langfuse.observation.input", "input"),
          text("langfuse.observation.output", "output"),
          members("langfuse.observation.model.parameters", OpenInferenceNames.PARAMETERS),
          name("langfuse.trace.name", "span_workflow_name"),
          name("langfuse.user.id", "customer_identifier"),
          name("user.id", "customer_identifier"),
          name("langfuse.session.id", "session_identifier"),
          name("langfuse.session.id", "thread_identifier"),
          name("session.id", "session_identifier"),
          name("session.id", "thread_identifier"),
          count("langfuse.usage.input", "prompt_tokens"),
          count("langfuse.usage.output", "completion_tokens"),
          count("langfuse.usage.total", "total_request_tokens"),
          text("langfuse.observation.status_message", "error_message"),
          name("langfuse.observation.prompt.name", "prompt_name"),
          count("langfuse.observation.prompt.version", "prompt_version_number"),
          members("langfuse.observation.metadata", "metadata"),
          members("langfuse.trace.metadata", "metadata"),
          members("langfuse.metadata", "metadata"),
          ignored(TYPE),
          ignored(LEVEL));

  private LangfuseNames() {}
}
