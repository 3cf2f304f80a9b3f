package dev.turnpike.console.logs.filter;

import io.quarkus.qute.TemplateData;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The filters of the logs: the name in an address is the constant's, in lower case. */
@TemplateData
public enum FilterField {
  STATUS("Status", "status", "", Input.CHOICE, "success", "warning", "failed"),
  MODEL("Model", "model", "", Input.TEXT),
  PROVIDER("Provider", "provider_id", "", Input.TEXT),
  KEY("API key", "organization_key_id", "", Input.CHOICE),
  CUSTOMER("Customer", "customer_identifier", "", Input.TEXT),
  ENVIRONMENT("Environment", "environment", "", Input.CHOICE, "prod", "test"),
  TYPE("Kind", "log_type", "", Input.TEXT),
  METHOD("Came by", "log_method", "", Input.TEXT),
  STREAM("Streamed", "stream", "", Input.TRUTH),
  FELL_BACK("Fell back", "fell_back", "", Input.TRUTH),
  CACHED("From the cache", "cache_bit", "", Input.TRUTH),
  FEEDBACK("Liked", "positive_feedback", "", Input.TRUTH),
  CODE("Status code", "status_code", "", Input.COUNT),
  ERROR("Error code", "error_code", "", Input.TEXT),
  CLASS("Error class", "error_class", "", Input.TEXT),
  MESSAGE("Error text contains", "error_message", "icontains", Input.TEXT),
  NAME("Model contains", "model", "icontains", Input.TEXT),
  UPSTREAM("Name at the endpoint", "full_model_name", "", Input.TEXT),
  THREAD("Thread", "thread_identifier", "", Input.TEXT),
  TRACE("Trace", "trace_unique_id", "", Input.TEXT),
  SESSION("Session", "session_identifier", "", Input.TEXT),
  GROUP("Group", "group_identifier", "", Input.TEXT),
  CUSTOM("Custom id", "custom_identifier", "", Input.TEXT),
  WORKFLOW("Workflow", "span_workflow_name", "", Input.TEXT),
  SPAN("Span name", "span_name", "", Input.TEXT),
  ID("Log id", "unique_id", "", Input.TEXT),
  LATENCY_MIN("Latency at least", "latency", "gte", Input.SECONDS),
  LATENCY_MAX("Latency at most", "latency", "lte", Input.SECONDS),
  TTFT_MIN("First token after at least", "time_to_first_token", "gte", Input.SECONDS),
  TTFT_MAX("First token after at most", "time_to_first_token", "lte", Input.SECONDS),
  COST_MIN("Cost at least", "cost", "gte", Input.USD),
  COST_MAX("Cost at most", "cost", "lte", Input.USD),
  TOKENS_MIN("Tokens at least", "total_request_tokens", "gte", Input.COUNT),
  TOKENS_MAX("Tokens at most", "total_request_tokens", "lte", Input.COUNT),
  METADATA("Metadata", "metadata__", "", Input.PAIR);

  /** How a value is typed. */
  @TemplateData
  public enum Input {
    TEXT,
    CHOICE,
    TRUTH,
    SECONDS,
    USD,
    COUNT,
    /** {@code key=value}, or a key alone for any value. */
    PAIR
  }

  private final String label;
  private final String wire;
  private final String operator;
  private final Input input;
  private final List<String> choices;

  FilterField(String label, String wire, String operator, Input input, String... choices) {
    this.label = label;
    this.wire = wire;
    this.operator = operator;
    this.input = input;
    this.choices = List.of(choices);
  }

  /** The name in an address and in a form. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String label() {
    return label;
  }

  String wire() {
    return wire;
  }

  String operator() {
    return operator;
  }

  public Input input() {
    return input;
  }

  public List<String> choices() {
    return choices;
  }

  /** What stands after a number. */
  public String unit() {
    return switch (input) {
      case SECONDS -> "s";
      case USD -> "USD";
      case TEXT, CHOICE, TRUTH, COUNT, PAIR -> "";
    };
  }

  static Optional<FilterField> find(String code) {
    return Arrays.stream(values()).filter(f -> f.code().equals(code)).findFirst();
  }
}
