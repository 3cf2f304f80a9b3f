package dev.turnpike.ingest.api.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writable fields without a place of their own in a span: checked by type, kept as they came. */
final class ExtraForm {
  private static final List<String> NUMBERS =
      List.of(
          "temperature",
          "top_p",
          "max_tokens",
          "frequency_penalty",
          "presence_penalty",
          "n",
          "prompt_version_number");

  private static final List<String> TRUTHS =
      List.of(
          "parallel_tool_calls",
          "positive_feedback",
          "cache_bit",
          "used_custom_credential",
          "blurred",
          "has_tool_calls");

  private static final List<String> TEXTS =
      List.of(
          "prompt_id",
          "prompt_name",
          "deployment_id",
          "deployment_name",
          "response_id",
          "reasoning_effort",
          "service_tier",
          "note",
          "category",
          "cache_key",
          "error_class",
          "fault_domain",
          "period_start",
          "period_end",
          "audio_input_file",
          "audio_output_file");

  private static final List<String> ANYTHING =
      List.of(
          "stop",
          "logprobs",
          "tool_choice",
          "tool_calls",
          "response_format",
          "variables",
          "reasoning",
          "embedding",
          "scores",
          "span_links",
          "completion_messages");

  /** What may be set on a log afterwards, besides metadata. */
  private static final List<String> LATER_TEXTS = List.of("custom_identifier", "note", "category");

  private static final List<String> LATER_TRUTHS = List.of("positive_feedback", "blurred");

  private static final int LONGEST_TEXT = 10_000;

  private ExtraForm() {}

  static Map<String, JsonNode> read(WireFields fields) {
    NUMBERS.forEach(fields::decimal);
    var extra = new LinkedHashMap<String, JsonNode>();
    checked(fields, TEXTS, TRUTHS, extra);
    NUMBERS.forEach(name -> keep(fields, name, extra));
    ANYTHING.forEach(name -> keep(fields, name, extra));
    return extra;
  }

  static Map<String, JsonNode> readLater(WireFields fields) {
    var extra = new LinkedHashMap<String, JsonNode>();
    checked(fields, LATER_TEXTS, LATER_TRUTHS, extra);
    return extra;
  }

  private static void checked(
      WireFields fields, List<String> texts, List<String> truths, Map<String, JsonNode> extra) {
    for (var name : texts) {
      var unused = fields.text(LONGEST_TEXT, name);
      keep(fields, name, extra);
    }
    for (var name : truths) {
      var unused = fields.truth(name);
      keep(fields, name, extra);
    }
  }

  private static void keep(WireFields fields, String name, Map<String, JsonNode> extra) {
    var node = fields.any(name);
    if (!node.isNull() && !node.isMissingNode()) {
      extra.put(name, node);
    }
  }
}
