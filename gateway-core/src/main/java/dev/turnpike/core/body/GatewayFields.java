package dev.turnpike.core.body;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of the gateway's own request parameters: read by the gateway, kept from the provider,
 * written to the log. Where one can be given, see {@link GatewayParams}.
 */
public final class GatewayFields {
  /** Objects (or JSON texts of them) that hold gateway parameters. */
  public static final Set<String> CARRIERS = Set.of("respan_params", "keywordsai_params");

  /** What the call is about: goes to the log row. */
  static final Set<String> TAGS =
      Set.of(
          "customer_identifier",
          "customer_email",
          "customer_name",
          "customer_params",
          "metadata",
          "properties",
          "custom_identifier",
          "thread_identifier",
          "group_identifier",
          "session_identifier",
          "trace_group_identifier",
          "evaluation_identifier",
          "span_name",
          "trace_unique_id",
          "span_unique_id",
          "span_parent_id",
          "span_workflow_name",
          "span_path",
          "positive_feedback",
          "note",
          "category",
          "eval_params",
          "disable_log",
          "log_privacy",
          "request_breakdown");

  /**
   * Routing, caching and prompts: of the platform, told apart when a gateway does not act on them.
   */
  static final Set<String> ROUTING =
      Set.of(
          "fallback_models",
          "models",
          "exclude_models",
          "exclude_providers",
          "load_balance_group",
          "load_balance_models",
          "loadbalance_models",
          "weight",
          "cache_enabled",
          "cache_ttl",
          "cache_options",
          "prompt",
          "variables",
          "retry_params",
          "retries",
          "first_token_timeout",
          "disable_fallback",
          "mock_response",
          "field_name",
          "delimiter");

  /** By which credential and under which name the call goes. */
  static final Set<String> CREDENTIALS =
      Set.of("customer_credentials", "credential_override", "model_name_map");

  /** Everything that never reaches a provider. */
  public static final Set<String> OWN = union();

  /** The same where {@code prompt} is the format's own: the text itself, or a stored prompt. */
  public static final Set<String> OWN_BUT_PROMPT =
      OWN.stream().filter(name -> !name.equals("prompt")).collect(Collectors.toUnmodifiableSet());

  private GatewayFields() {}

  private static Set<String> union() {
    var all = new HashSet<>(TAGS);
    all.addAll(ROUTING);
    all.addAll(CREDENTIALS);
    all.addAll(CARRIERS);
    return Set.copyOf(all);
  }
}
