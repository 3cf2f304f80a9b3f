package dev.turnpike.core.span;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.usage.Cost;
import dev.turnpike.core.usage.Price;
import dev.turnpike.core.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Spans for tests: a finished chat call of the gateway, unless told otherwise. */
public final class SpanBuilder {
  public static final OrganizationId ORGANIZATION =
      new OrganizationId(UUID.fromString("0190b3f0-0000-7000-8000-000000000001"));
  public static final UUID KEY = UUID.fromString("0190b3f0-0000-7000-8000-0000000000aa");

  private String id = UUID.randomUUID().toString();
  private Instant arrival = Instant.parse("2026-03-14T15:09:26.535897Z");
  private String method = "inference";
  private String type = "chat";
  private Span.Place place = Span.Place.NONE;
  private @Nullable Instant start;
  private @Nullable String thread;
  private @Nullable String bodyHash;
  private @Nullable String customer;
  private String model = "llama-3";
  private @Nullable String message;
  private Span.Status status = Span.Status.SUCCESS;
  private Usage usage = Usage.ofText(10, 5);
  private Cost cost = new Cost(new BigDecimal("0.001000000000"), Cost.Basis.COMPUTED);
  private Map<String, String> metadata = Map.of();
  private Map<String, JsonNode> extra = Map.of();
  private Span.Content content =
      new Span.Content("{\"model\":\"llama-3\"}", "{}", null, null, null, null, null, false);

  public static SpanBuilder aSpan() {
    return new SpanBuilder();
  }

  public SpanBuilder id(String value) {
    id = value;
    return this;
  }

  public SpanBuilder arrival(Instant value) {
    arrival = value;
    return this;
  }

  public SpanBuilder loggedByClient(String hash) {
    method = "logging_api";
    bodyHash = hash;
    return this;
  }

  /** A client's span of any kind, as a tracer sends it. */
  public SpanBuilder traced(String logType) {
    method = "tracing_integration";
    type = logType;
    return this;
  }

  public SpanBuilder place(String traceId, @Nullable String spanId, @Nullable String parentId) {
    place = new Span.Place(traceId, spanId, parentId, place.name(), place.workflowName(), null);
    return this;
  }

  public SpanBuilder named(String name, @Nullable String workflow) {
    place = new Span.Place(place.traceId(), place.spanId(), place.parentId(), name, workflow, null);
    return this;
  }

  /** When it began; at its arrival unless told. */
  public SpanBuilder start(Instant value) {
    start = value;
    return this;
  }

  public SpanBuilder thread(String value) {
    thread = value;
    return this;
  }

  public SpanBuilder customer(String value) {
    customer = value;
    return this;
  }

  public SpanBuilder model(String value) {
    model = value;
    return this;
  }

  public SpanBuilder failed() {
    status = Span.Status.FAILED;
    return this;
  }

  public SpanBuilder usage(Usage value) {
    usage = value;
    return this;
  }

  public SpanBuilder cost(String usd) {
    cost = new Cost(new BigDecimal(usd), Cost.Basis.COMPUTED);
    return this;
  }

  public SpanBuilder metadata(String key, String value) {
    metadata = new LinkedHashMap<>(metadata);
    metadata.put(key, value);
    return this;
  }

  public SpanBuilder extra(String key, JsonNode value) {
    extra = new LinkedHashMap<>(extra);
    extra.put(key, value);
    return this;
  }

  public SpanBuilder failed(String message) {
    this.message = message;
    return failed();
  }

  public SpanBuilder request(String body) {
    content = new Span.Content(body, "{}", null, null, null, null, null, false);
    return this;
  }

  public SpanBuilder withoutBodies() {
    content = Span.Content.NONE;
    return this;
  }

  public Span build() {
    var begun = start == null ? arrival : start;
    var end = begun.plusMillis(1200);
    return new Span(
        id,
        ORGANIZATION,
        arrival,
        new Span.Origin(method, type, KEY, "first", Environment.PROD, bodyHash),
        place,
        new Span.Tags(customer, null, null, thread, null, null, null, null, metadata, Map.of()),
        new Span.Called(model, "my-provider", "llama-3-8b", "openai-chat", "openai-chat", false),
        new Span.Metering(usage, cost, Price.UNKNOWN),
        new Span.Timing(begun, end, Duration.ofMillis(1200), null, Duration.ofMillis(1), null),
        new Span.Result(status, status == Span.Status.FAILED ? 502 : 200, null, message, List.of()),
        List.of(
            new Span.Attempt(
                "my-provider", "llama-3-8b", arrival, Duration.ofMillis(9), 200, null)),
        content,
        extra);
  }
}
