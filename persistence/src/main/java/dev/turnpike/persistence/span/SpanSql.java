package dev.turnpike.persistence.span;

import dev.turnpike.core.span.SpanField;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the fields of the wire are in SQL, over the table {@code span s}. */
public final class SpanSql {
  public static final String PROMPT_TOKENS =
      "(s.tokens_input + s.tokens_cache_read + s.tokens_cache_write + s.tokens_audio_input)";
  public static final String COMPLETION_TOKENS =
      "(s.tokens_output + s.tokens_reasoning + s.tokens_audio_output)";
  public static final String TOKENS_PER_SECOND =
      "coalesce(s.tokens_per_second, case when s.latency_us > 0 and "
          + COMPLETION_TOKENS
          + " > 0 then "
          + COMPLETION_TOKENS
          + " * 1000000.0 / s.latency_us end)";

  /** Whether the last attempt went elsewhere than the first. */
  public static final String FELL_BACK =
      "(jsonb_array_length(s.attempts) > 1"
          + " and (s.attempts -> 0 ->> 'provider_id', s.attempts -> 0 ->> 'model')"
          + " <> (s.attempts -> -1 ->> 'provider_id', s.attempts -> -1 ->> 'model'))";

  /** The words of {@code span_body b}. */
  static final String WORDS =
      "span_body_words(b.request, b.response, b.prompt_messages, b.completion_message,"
          + " b.input, b.output)";

  private static final String TEXTS =
      "(coalesce(b.prompt_messages, b.request, '') || ' '"
          + " || coalesce(b.completion_message, b.response, '') || ' '"
          + " || coalesce(b.input, '') || ' ' || coalesce(b.output, ''))";

  private SpanSql() {}

  /**
   * The same text in small letters, not taken apart, to look for a word of small letters. Where the
   * word has plain ones only the text is taken for bytes, which is many times faster than asking
   * the locale about each character.
   */
  static String letters(String word) {
    var plain = word.chars().allMatch(c -> c < 128);
    return plain ? "lower(" + TEXTS + " collate \"C\")" : "lower(" + TEXTS + ")";
  }

  /** The expression of a known field; of text, number, truth value or time by its kind. */
  public static String expression(SpanField field) {
    return switch (field) {
      case ID -> "s.id";
      case TRACE_ID -> "s.trace_id";
      case SPAN_ID -> "s.span_id";
      case PARENT_ID -> "s.parent_id";
      case SPAN_NAME -> "s.span_name";
      case WORKFLOW_NAME -> "s.workflow_name";
      case SPAN_PATH -> "s.span_path";
      case IS_ROOT -> "(s.trace_id is not null and coalesce(s.parent_id, '') = '')";
      case THREAD -> "s.thread_identifier";
      case GROUP -> "s.group_identifier";
      case SESSION -> "s.session_identifier";
      case CUSTOMER -> "s.customer_identifier";
      case CUSTOMER_EMAIL -> "s.customer_email";
      case CUSTOMER_NAME -> "s.customer_name";
      case CUSTOM_ID -> "s.custom_identifier";
      case EVALUATION -> "s.evaluation_identifier";
      case KEY_ID -> "s.key_id::text";
      case KEY_NAME -> "s.key_name";
      case ENVIRONMENT -> "s.environment";
      case MODEL -> "s.model";
      case UPSTREAM_MODEL -> "s.upstream_model";
      case PROVIDER -> "s.provider_id";
      case LOG_TYPE -> "s.log_type";
      case LOG_METHOD -> "s.log_method";
      case STATUS -> "s.status";
      case STATUS_CODE -> "s.status_code";
      case ERROR_CODE -> "s.error_code";
      case ERROR_MESSAGE -> "s.error_message";
      case STREAM -> "s.stream";
      case FELL_BACK -> FELL_BACK;
      case COST -> "s.cost_usd";
      case LATENCY -> "(s.latency_us / 1000000.0)";
      case TTFT -> "(s.ttft_us / 1000000.0)";
      case TOKENS_PER_SECOND -> TOKENS_PER_SECOND;
      case ROUTING_TIME -> "(s.overhead_us / 1000000.0)";
      case PROMPT_TOKENS -> PROMPT_TOKENS;
      case COMPLETION_TOKENS -> COMPLETION_TOKENS;
      case TOTAL_TOKENS -> "(" + PROMPT_TOKENS + " + " + COMPLETION_TOKENS + ")";
      case CACHE_HIT_TOKENS -> "s.tokens_cache_read";
      case CACHE_CREATION_TOKENS -> "s.tokens_cache_write";
      case REASONING_TOKENS -> "s.tokens_reasoning";
      case START_TIME -> "s.start_time";
      case TIMESTAMP -> "s.end_time";
      case ERROR_CLASS,
          ERROR_FINGERPRINT,
          FAULT_DOMAIN,
          PROMPT_ID,
          PROMPT_NAME,
          PROMPT_VERSION,
          DEPLOYMENT_ID,
          DEPLOYMENT_NAME,
          RESPONSE_ID,
          CACHE_KEY,
          NOTE,
          CATEGORY,
          BEHAVIORS,
          CACHE_BIT,
          HAS_TOOL_CALLS,
          USED_CUSTOM_CREDENTIAL,
          POSITIVE_FEEDBACK,
          BLURRED ->
          extra(field);
    };
  }

  /**
   * Wire names are constants of the enum, so that quoting them is safe. A wrong type counts as
   * absent.
   */
  private static String extra(SpanField field) {
    var text = "(s.extra ->> '" + field.wire() + "')";
    return switch (field.kind()) {
      case EXTRA_NUMBER -> number("s.extra -> '" + field.wire() + "'", text);
      case EXTRA_BOOLEAN ->
          "(case when "
              + text
              + " in ('true', '1') then true when "
              + text
              + " in ('false', '0') then false end)";
      case EXTRA_TEXT, TEXT, NUMBER, BOOLEAN, TIME -> text;
    };
  }

  /** A member of jsonb as a number, absent when it holds something else. */
  static String number(String member, String text) {
    return "(case when jsonb_typeof(" + member + ") = 'number' then " + text + "::numeric end)";
  }

  /** A piece of SQL with the values of its placeholders, in order. */
  public static final class Text {
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    public Text add(String part, Object... its) {
      sql.append(part);
      values.addAll(List.of(its));
      return this;
    }

    public String sql() {
      return sql.toString();
    }

    List<Object> values() {
      return values;
    }

    /** A statement with all values bound. */
    public PreparedStatement prepare(Connection connection) throws SQLException {
      var statement = connection.prepareStatement(sql.toString());
      var index = 1;
      for (var value : values) {
        statement.setObject(index++, value);
      }
      return statement;
    }
  }
}
