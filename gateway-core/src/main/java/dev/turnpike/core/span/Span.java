package dev.turnpike.core.span;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.LogPrivacy;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.usage.Cost;
import dev.turnpike.core.usage.Price;
import dev.turnpike.core.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One logged call, whether it passed the gateway, was logged by a client, or came as a trace.
 * Billing facts and bodies are apart: bodies may be shed or withheld, facts never.
 *
 * @param id the log id, unique in the organization; a UUIDv7 unless the client chose its own
 * @param arrival when the gateway took it, in microseconds; decides the day it is stored under
 * @param extra writable fields of the wire that have no place of their own, returned as they came
 */
public record Span(
    String id,
    OrganizationId organization,
    Instant arrival,
    Origin origin,
    Place place,
    Tags tags,
    Called called,
    Metering metering,
    Timing timing,
    Result result,
    List<Attempt> attempts,
    Content content,
    Map<String, JsonNode> extra) {
  /**
   * Member of {@link #extra}: the id of the gateway's own log of the call that this span is the
   * client's view of. The two are stored as one row, whichever comes first.
   */
  public static final String GATEWAY_LOG_ID = "gateway_log_id";

  public Span {
    arrival = arrival.truncatedTo(ChronoUnit.MICROS); // what a table keeps, so that keysets meet
    attempts = List.copyOf(attempts);
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /**
   * How it got here.
   *
   * @param method wire {@code log_method}: inference, logging_api, batch, tracing_integration …
   * @param type wire {@code log_type}: chat, completion, embedding, workflow, task, tool …
   * @param keyId the virtual key; absent when it came otherwise
   * @param bodyHash SHA-256 (hex) of the body a client logged it by, so that a retry is told from
   *     another call under the same id; absent for gateway calls, whose id is our own
   */
  public record Origin(
      String method,
      String type,
      @Nullable UUID keyId,
      @Nullable String keyName,
      Environment environment,
      @Nullable String bodyHash) {
    /** The origin of a call that passed the gateway. */
    public static Origin gateway(
        String type, @Nullable UUID keyId, @Nullable String keyName, Environment environment) {
      return new Origin("inference", type, keyId, keyName, environment, null);
    }
  }

  /** Its place in a trace; all absent for a call that belongs to none. */
  public record Place(
      @Nullable String traceId,
      @Nullable String spanId,
      @Nullable String parentId,
      @Nullable String name,
      @Nullable String workflowName,
      @Nullable String path) {
    public static final Place NONE = new Place(null, null, null, null, null, null);
  }

  /**
   * What the caller said about it.
   *
   * @param metadata values as text, filterable by key
   * @param properties values in their own JSON types
   */
  public record Tags(
      @Nullable String customerIdentifier,
      @Nullable String customerName,
      @Nullable String customerEmail,
      @Nullable String threadIdentifier,
      @Nullable String groupIdentifier,
      @Nullable String sessionIdentifier,
      @Nullable String customIdentifier,
      @Nullable String evaluationIdentifier,
      Map<String, String> metadata,
      Map<String, JsonNode> properties) {
    public static final Tags NONE =
        new Tags(null, null, null, null, null, null, null, null, Map.of(), Map.of());

    public Tags {
      metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
      properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
  }

  /**
   * What was called.
   *
   * @param model the name the caller asked for; empty when none could be read
   * @param upstreamModel the name the provider was sent
   * @param dialect wire name of the caller's dialect, such as {@code openai-chat}
   * @param providerDialect wire name of the provider's
   */
  public record Called(
      String model,
      @Nullable String providerId,
      @Nullable String upstreamModel,
      @Nullable String dialect,
      @Nullable String providerDialect,
      boolean stream) {}

  /**
   * Tokens and money.
   *
   * @param price the prices the cost was computed by
   */
  public record Metering(Usage usage, Cost cost, Price price) {
    public static final Metering NONE = new Metering(Usage.NONE, Cost.UNPRICED, Price.UNKNOWN);
  }

  /**
   * Times.
   *
   * @param latency the whole call, start to end
   * @param timeToFirstToken request fully received to first content byte sent; absent when not
   *     streamed
   * @param overhead time inside the gateway before the upstream call began
   * @param tokensPerSecond as told by a client; absent: computed on read
   */
  public record Timing(
      Instant start,
      Instant end,
      Duration latency,
      @Nullable Duration timeToFirstToken,
      @Nullable Duration overhead,
      @Nullable BigDecimal tokensPerSecond) {}

  /**
   * How it ended.
   *
   * @param statusCode as the caller saw it; 499 when the caller left
   * @param errorCode a stable word, such as {@code upstream_truncated}; absent on success
   * @param warnings things dropped or estimated on the way, one sentence each
   */
  public record Result(
      Status status,
      int statusCode,
      @Nullable String errorCode,
      @Nullable String errorMessage,
      List<String> warnings) {
    public Result {
      warnings = List.copyOf(warnings);
    }
  }

  /** The word on the row. */
  public enum Status {
    SUCCESS,
    WARNING,
    FAILED,
    PENDING,
    RUNNING
  }

  /**
   * One upstream call of the exchange.
   *
   * @param statusCode 0 when no status came
   * @param reason why it ended when it failed; absent on success
   */
  public record Attempt(
      String providerId,
      String upstreamModel,
      Instant start,
      Duration took,
      int statusCode,
      @Nullable String reason) {}

  /**
   * Bodies, as text; absent when not kept (withheld, shed, or none). {@code request} and {@code
   * response} are the wire bodies as they passed (a stream's as its raw events, capped); the others
   * are JSON texts in the wire's own form, given by a client or read from the bodies later, off the
   * hot path.
   *
   * @param privacy what must still be done to the texts before they are written anywhere; absent:
   *     nothing
   */
  public record Content(
      @Nullable String request,
      @Nullable String response,
      @Nullable String promptMessages,
      @Nullable String completionMessage,
      @Nullable String input,
      @Nullable String output,
      @Nullable String tools,
      boolean withheld,
      @Nullable LogPrivacy privacy) {
    public static final Content NONE = new Content(null, null, null, null, null, null, null, false);
    public static final Content WITHHELD =
        new Content(null, null, null, null, null, null, null, true);

    /** Texts that may be written as they are. */
    public Content(
        @Nullable String request,
        @Nullable String response,
        @Nullable String promptMessages,
        @Nullable String completionMessage,
        @Nullable String input,
        @Nullable String output,
        @Nullable String tools,
        boolean withheld) {
      this(
          request,
          response,
          promptMessages,
          completionMessage,
          input,
          output,
          tools,
          withheld,
          null);
    }

    /** Whether there is any text at all. */
    public boolean isEmpty() {
      return request == null
          && response == null
          && promptMessages == null
          && completionMessage == null
          && input == null
          && output == null
          && tools == null;
    }

    /** Characters of all texts together. */
    public long length() {
      return length(request)
          + length(response)
          + length(promptMessages)
          + length(completionMessage)
          + length(input)
          + length(output)
          + length(tools);
    }

    private static long length(@Nullable String text) {
      return text == null ? 0 : text.length();
    }
  }

  /** The gateway's own log of this call; empty for a span that stands for itself. */
  public Optional<String> gatewayLogId() {
    return Optional.ofNullable(extra.get(GATEWAY_LOG_ID))
        .map(JsonNode::asText)
        .filter(id -> !id.isEmpty());
  }

  /** The same call with other bodies. */
  public Span with(Content other) {
    return new Span(
        id,
        organization,
        arrival,
        origin,
        place,
        tags,
        called,
        metering,
        timing,
        result,
        attempts,
        other,
        extra);
  }

  /** The same call with one more warning on its row. */
  public Span warned(String warning) {
    var warnings = new ArrayList<>(result.warnings());
    warnings.add(warning);
    var told =
        new Result(
            result.status(),
            result.statusCode(),
            result.errorCode(),
            result.errorMessage(),
            warnings);
    return new Span(
        id,
        organization,
        arrival,
        origin,
        place,
        tags,
        called,
        metering,
        timing,
        told,
        attempts,
        content,
        extra);
  }
}
