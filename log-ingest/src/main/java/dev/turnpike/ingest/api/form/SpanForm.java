package dev.turnpike.ingest.api.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Principal;
import dev.turnpike.core.error.FieldErrors;
import dev.turnpike.core.error.Outcome;
import dev.turnpike.core.snapshot.Snapshot.Catalog;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanStore.Annotation;
import dev.turnpike.core.usage.Cost;
import dev.turnpike.core.usage.CostCalculator;
import dev.turnpike.core.usage.Price;
import dev.turnpike.core.usage.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A log as a client writes it, read into a span. Fields that are not known are ignored, as the wire
 * asks; fields of a wrong type are refused by name. Not thread-safe: one form per log.
 */
public final class SpanForm {
  private static final Set<String> TYPES =
      Set.of(
          "text",
          "chat",
          "completion",
          "response",
          "embedding",
          "transcription",
          "speech",
          "workflow",
          "task",
          "tool",
          "agent",
          "handoff",
          "guardrail",
          "function",
          "custom",
          "generation",
          "unknown",
          "score",
          "batch",
          "span",
          "reranker",
          "other");

  /** Steps around model calls: they need no model. Tracers may not know that of a generation. */
  private static final Set<String> TYPES_WITHOUT_MODEL =
      Set.of(
          "workflow",
          "task",
          "tool",
          "agent",
          "handoff",
          "guardrail",
          "function",
          "custom",
          "generation",
          "unknown",
          "score",
          "span",
          "other");

  private static final Set<String> METHODS =
      Set.of(
          "inference",
          "logging_api",
          "batch",
          "python_tracing",
          "ts_tracing",
          "tracing_integration");

  private static final BigDecimal MOST_USD = BigDecimal.valueOf(1_000_000_000);

  private final FieldErrors.Builder errors = new FieldErrors.Builder();
  private final List<String> warnings = new ArrayList<>();
  private final WireFields fields;

  private SpanForm(ObjectNode wire) {
    this.fields = new WireFields(wire, errors);
  }

  /**
   * Reads a log.
   *
   * @param id the client's own, or a new one
   * @param bodyHash of the wire form; absent when the id is ours
   * @param catalog for the price of its model when no cost is told
   */
  public static Outcome<Span> read(
      ObjectNode wire,
      String id,
      @Nullable String bodyHash,
      Principal caller,
      Catalog catalog,
      Instant arrival) {
    var form = new SpanForm(wire);
    var span = form.span(id, bodyHash, caller, catalog, arrival);
    return form.errors.isEmpty()
        ? Outcome.created(span)
        : new Outcome.Invalid<>(form.errors.build());
  }

  /** The id a client chose; absent when it left that to us. */
  public static Outcome<IdChoice> id(ObjectNode wire) {
    var form = new SpanForm(wire);
    var id = form.fields.text(WireFields.IDENTIFIER, "unique_id", "id", "log_id");
    return form.errors.isEmpty()
        ? Outcome.changed(new IdChoice(id))
        : new Outcome.Invalid<>(form.errors.build());
  }

  /** A client's choice of an id. */
  public record IdChoice(@Nullable String id) {}

  /** What a client changes on a log it wrote earlier. */
  public static Outcome<Annotation> readAnnotation(ObjectNode wire) {
    var form = new SpanForm(wire);
    var annotation = new Annotation(form.metadata(), ExtraForm.readLater(form.fields));
    return form.errors.isEmpty()
        ? Outcome.changed(annotation)
        : new Outcome.Invalid<>(form.errors.build());
  }

  private Span span(
      String id, @Nullable String bodyHash, Principal caller, Catalog catalog, Instant arrival) {
    var type = word("log_type", TYPES, "chat");
    var method = method();
    var called = called(type);
    return new Span(
        id,
        caller.organization(),
        arrival,
        new Span.Origin(
            method, type, caller.keyId(), caller.keyName(), caller.environment(), bodyHash),
        place(),
        tags(),
        called,
        metering(called.model(), catalog),
        TimingForm.read(fields, arrival),
        result(),
        List.of(),
        ContentForm.read(fields),
        ExtraForm.read(fields));
  }

  private String word(String name, Set<String> known, String absent) {
    var word = fields.text(WireFields.IDENTIFIER, name);
    if (word == null) {
      return absent;
    }
    if (!known.contains(word)) {
      errors.add(name, "\"" + word + "\" is not one of " + known.stream().sorted().toList() + ".");
    }
    return word;
  }

  /** Only what passed the gateway is an inference: keys are counted and billed by that word. */
  private String method() {
    var method = word("log_method", METHODS, "logging_api");
    if (method.equals("inference")) {
      warnings.add("log_method inference is for calls through the gateway; kept as logging_api.");
      return "logging_api";
    }
    return method;
  }

  private Span.Called called(String type) {
    var model = fields.text(WireFields.IDENTIFIER, "model");
    if (model == null && !TYPES_WITHOUT_MODEL.contains(type) && isAbsent("model")) {
      errors.add("model", "This field is required.");
    }
    var stream = fields.truth("stream");
    return new Span.Called(
        model == null ? "" : model,
        fields.text(WireFields.IDENTIFIER, "provider_id"),
        fields.text(WireFields.IDENTIFIER, "full_model_name"),
        null,
        null,
        stream != null && stream);
  }

  private boolean isAbsent(String name) {
    var node = fields.any(name);
    return node.isNull() || node.isMissingNode() || (node.isTextual() && node.asText().isEmpty());
  }

  private Span.Place place() {
    return new Span.Place(
        identifier("trace_unique_id", "trace_id"),
        identifier("span_unique_id", "span_id"),
        identifier("span_parent_id"),
        identifier("span_name"),
        identifier("span_workflow_name"),
        fields.text(2_000, "span_path"));
  }

  private @Nullable String identifier(String... names) {
    return fields.text(WireFields.IDENTIFIER, names);
  }

  private Span.Tags tags() {
    var customer = fields.object("customer_params");
    var properties = new LinkedHashMap<String, JsonNode>();
    fields.object("properties").members().forEach(e -> properties.put(e.getKey(), e.getValue()));
    return new Span.Tags(
        first(identifier("customer_identifier"), customer, "customer_identifier"),
        first(identifier("customer_name"), customer, "name"),
        first(identifier("customer_email"), customer, "email"),
        identifier("thread_identifier"),
        identifier("group_identifier", "trace_group_identifier"),
        identifier("session_identifier"),
        identifier("custom_identifier"),
        identifier("evaluation_identifier"),
        metadata(),
        properties);
  }

  private static @Nullable String first(
      @Nullable String own, WireFields customer, String alternative) {
    return own != null ? own : customer.text(WireFields.IDENTIFIER, alternative);
  }

  /** Values are text; other types are written as their JSON. */
  private Map<String, String> metadata() {
    var metadata = new LinkedHashMap<String, String>();
    for (var member : fields.object("metadata").members()) {
      var value = member.getValue();
      metadata.put(member.getKey(), value.isTextual() ? value.textValue() : value.toString());
    }
    return metadata;
  }

  private Span.Metering metering(String model, Catalog catalog) {
    var usage = new UsageForm(fields).read();
    var sent = fields.amount(MOST_USD, "cost");
    var price = price(model, catalog);
    if (sent != null) {
      return new Span.Metering(
          usage.orElse(Usage.NONE), new Cost(sent, Cost.Basis.REPORTED), price);
    }
    var cost = usage.map(told -> CostCalculator.cost(told, price, false)).orElse(Cost.UNPRICED);
    return new Span.Metering(usage.orElse(Usage.NONE), cost, price);
  }

  /** The prices on the log itself, or those of the model. */
  private Price price(String model, Catalog catalog) {
    var input = fields.amount(MOST_USD, "prompt_unit_price");
    var output = fields.amount(MOST_USD, "completion_unit_price");
    if (input != null || output != null) {
      return new Price(input, output, null, null);
    }
    var deployment = catalog.deployments().get(model);
    return deployment == null ? Price.UNKNOWN : deployment.model().price();
  }

  private Span.Result result() {
    var message = fields.text(100_000, "error_message");
    var code = fields.count("status_code");
    if (code != null && code > 999) {
      errors.add("status_code", "Must be an HTTP status.");
    }
    var failed = message != null || (code != null && code >= 400);
    var status = status(failed ? Span.Status.FAILED : Span.Status.SUCCESS);
    var absent = status == Span.Status.FAILED ? 500 : 200;
    var told = fields.any("warnings");
    if (told.isTextual()) {
      warnings.add(told.textValue());
    } else {
      fields.list("warnings").forEach(warning -> warnings.add(warning.asText()));
    }
    return new Span.Result(
        status,
        code == null ? absent : (int) Math.min(code, 999),
        fields.text(WireFields.IDENTIFIER, "error_code"),
        message,
        warnings);
  }

  private Span.Status status(Span.Status absent) {
    var word = fields.text(WireFields.IDENTIFIER, "status");
    if (word == null) {
      return absent;
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "success" -> Span.Status.SUCCESS;
      case "warning" -> Span.Status.WARNING;
      case "failed", "error" -> Span.Status.FAILED;
      case "pending" -> Span.Status.PENDING;
      case "running" -> Span.Status.RUNNING;
      default -> {
        errors.add(
            "status", "\"" + word + "\" is not one of success, warning, failed, pending, running.");
        yield absent;
      }
    };
  }
}
