package dev.turnpike.console.logs.detail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.turnpike.console.logs.export.LogFacts;
import dev.turnpike.console.shell.Formats;
import dev.turnpike.core.span.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call as its page shows it.
 *
 * @param newer address of the call after it in the list it was opened from; empty at the top
 * @param older address of the one before it; empty at the bottom
 * @param list address of that list
 */
public record LogDetail(
    Span span,
    Conversation conversation,
    Waterfall waterfall,
    String newer,
    String older,
    String list) {
  private static final ObjectWriter WRITER =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter()
                  .withSeparators(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

  /** One line of the cost: tokens of one kind at their price. */
  public record Bucket(
      String name, long tokens, @Nullable BigDecimal price, @Nullable BigDecimal usd) {}

  /** The request's body, laid out when it is JSON. */
  public @Nullable String request() {
    return pretty(span.content().request());
  }

  public @Nullable String response() {
    return pretty(span.content().response());
  }

  public String basis() {
    return span.metering().cost().basis().name().toLowerCase(Locale.ROOT);
  }

  /** Why the cost is what it is, in a sentence. */
  public String basisInWords() {
    return switch (span.metering().cost().basis()) {
      case REPORTED -> "Told by the provider, or by the client that logged the call.";
      case COMPUTED -> "Reported token counts times the model's prices.";
      case ESTIMATED -> "Token counts were estimated, as the provider reported none.";
      case UNPRICED ->
          span.called().model().isEmpty()
              ? "No model was called."
              : "The model has no price. Set one to see the cost of its next calls.";
    };
  }

  /** Kinds of tokens that were used. */
  public List<Bucket> buckets() {
    var usage = span.metering().usage();
    var price = span.metering().price();
    var all = new ArrayList<Bucket>();
    add(all, "Input", usage.input(), price.input());
    add(all, "Cached input", usage.cacheRead(), or(price.cacheRead(), price.input()));
    add(all, "Cache write", usage.cacheWrite(), or(price.cacheWrite(), price.input()));
    add(all, "Audio input", usage.audioInput(), price.input());
    add(all, "Output", usage.output(), price.output());
    add(all, "Reasoning", usage.reasoning(), price.output());
    add(all, "Audio output", usage.audioOutput(), price.output());
    return all;
  }

  private static void add(
      List<Bucket> all, String name, long tokens, @Nullable BigDecimal perMillion) {
    if (tokens > 0) {
      var usd =
          perMillion == null
              ? null
              : perMillion.multiply(BigDecimal.valueOf(tokens)).movePointLeft(6);
      all.add(new Bucket(name, tokens, perMillion, usd));
    }
  }

  private static @Nullable BigDecimal or(@Nullable BigDecimal own, @Nullable BigDecimal other) {
    return own != null ? own : other;
  }

  /** Completion tokens a second, as told, else over the time after the first token. */
  public @Nullable String tokensPerSecond() {
    var told = span.timing().tokensPerSecond();
    if (told != null) {
      return told.setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
    var first = span.timing().timeToFirstToken();
    var time = first == null ? span.timing().latency() : span.timing().latency().minus(first);
    var tokens = span.metering().usage().completion();
    return tokens == 0 || time.toMillis() <= 0
        ? null
        : String.format(Locale.ROOT, "%.1f", tokens * 1000.0 / time.toMillis());
  }

  /** The call again, for a shell; the key stays a variable. */
  public @Nullable String curl() {
    var request = span.content().request();
    var path = path();
    if (request == null || path == null) {
      return null;
    }
    return "curl \"$TURNPIKE_URL"
        + path
        + "\" \\\n  -H \"Authorization: Bearer $TURNPIKE_API_KEY\" \\\n"
        + "  -H \"Content-Type: application/json\" \\\n  -d '"
        + request.replace("'", "'\\''")
        + "'";
  }

  private @Nullable String path() {
    var dialect = span.called().dialect();
    if (dialect == null) {
      return null;
    }
    return switch (dialect) {
      case "openai-chat" -> "/api/chat/completions";
      case "openai-responses" -> "/api/responses";
      case "anthropic-messages" -> "/api/anthropic/v1/messages";
      case "gemini-generate" ->
          "/v1beta/models/"
              + Formats.inQuery(span.called().model())
              + (span.called().stream() ? ":streamGenerateContent?alt=sse" : ":generateContent");
      default -> null;
    };
  }

  /** Everything about the call in one JSON document, but its bodies. */
  public String facts() {
    return laidOut(LogFacts.json(span));
  }

  private static @Nullable String pretty(@Nullable String body) {
    JsonNode node = Conversation.read(body);
    return node.isContainerNode() ? laidOut(node) : body;
  }

  private static String laidOut(JsonNode node) {
    try {
      return WRITER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      return node.toString();
    }
  }
}
