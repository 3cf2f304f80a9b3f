package dev.turnpike.core.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.body.BodyScan;
import dev.turnpike.core.body.BodySplice;
import dev.turnpike.core.body.ChatRequest;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.stream.ByteSink;
import dev.turnpike.core.stream.SseWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller who sends {@code request_breakdown: true} is told besides the answer: the call's
 * tokens, cost and times, as the log row has them.
 */
public final class RequestBreakdown {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NANO_DIGITS = 9;

  private RequestBreakdown() {}

  /** Whether this call asked for it. */
  public static boolean isWanted(Exchange exchange) {
    return exchange.ingress().dialect() == DialectId.OPENAI_CHAT
        && exchange.params().isTrue("request_breakdown");
  }

  /** The whole answer with the breakdown as one more member; every other byte stays. */
  public static byte[] add(byte[] answer, Exchange exchange, Span span) {
    if (!(BodyScan.scan(answer) instanceof BodyScan.Result.Scanned(var scanned))) {
      return answer;
    }
    var breakdown = breakdown(exchange.request(), span);
    var choices = scanned.find("choices");
    if (choices != null) {
      breakdown.set("completion_message", scanned.value(choices).path(0).path("message"));
    }
    return new BodySplice(scanned, Set.of()).set("request_breakdown", breakdown.toString()).bytes();
  }

  /** One more event of a stream, to stand before its closing one. */
  public static void write(Exchange exchange, Span span, ByteSink out) {
    var chunk = JSON.createObjectNode();
    chunk.put("id", "request_breakdown");
    chunk.put("object", "chat.completion.chunk");
    chunk.put("created", span.timing().end().getEpochSecond());
    chunk.put("model", "extra_parameter");
    var choice = chunk.putArray("choices").addObject();
    choice.put("index", 0);
    choice.putObject("delta");
    choice.set("request_breakdown", breakdown(exchange.request(), span));
    choice.put("finish_reason", "stop");
    SseWriter.write(null, chunk.toString().getBytes(StandardCharsets.UTF_8), out);
  }

  private static ObjectNode breakdown(ChatRequest request, Span span) {
    var json = JSON.createObjectNode();
    var usage = span.metering().usage();
    json.put("prompt_tokens", usage.prompt());
    json.put("completion_tokens", usage.completion());
    json.put("cost", span.metering().cost().usd());
    var messages = request.body().find("messages");
    json.set("prompt_messages", messages == null ? null : request.body().value(messages));
    json.putNull("completion_message");
    json.put("model", span.called().model());
    json.put("cached", false);
    json.put("timestamp", span.timing().end().toString());
    json.put("status_code", span.result().statusCode());
    json.put("stream", span.called().stream());
    json.put("latency", seconds(span.timing().latency()));
    json.putObject("scores");
    json.set("category", span.extra().get("category"));
    json.set("metadata", JSON.valueToTree(span.tags().metadata()));
    json.put("routing_time", seconds(span.timing().overhead()));
    json.set("full_request", tree(request.body().bytes()));
    json.putNull("sentiment_score");
    return json;
  }

  private static @Nullable BigDecimal seconds(@Nullable Duration time) {
    return time == null ? null : BigDecimal.valueOf(time.toNanos(), NANO_DIGITS);
  }

  private static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return JSON.nullNode();
    }
  }
}
