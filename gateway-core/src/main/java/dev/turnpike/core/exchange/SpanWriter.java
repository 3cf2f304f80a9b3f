package dev.turnpike.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.access.LogPrivacy;
import dev.turnpike.core.body.JsonText;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.exchange.entrance.Entrance;
import dev.turnpike.core.exchange.entrance.Ingress;
import dev.turnpike.core.exchange.entrance.Operation;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.TraceContext;
import dev.turnpike.core.usage.Cost;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the log row of a call that passed the gateway. */
final class SpanWriter {
  private SpanWriter() {}

  static Span span(Exchange exchange, Ending ending, Span.Metering metering) {
    var ingress = exchange.ingress();
    var key = ingress.key();
    var tags = new SpanTags(exchange.params());
    return new Span(
        ingress.logId(),
        key.organization(),
        ingress.arrival(),
        Span.Origin.gateway(logType(ingress.entrance()), key.id(), key.name(), key.environment()),
        place(ingress, tags.place()),
        tags.tags(),
        called(exchange),
        metering,
        timing(exchange, ending),
        result(exchange, ending, metering),
        exchange.attempts(),
        content(exchange, ending),
        extra(exchange, ending, tags));
  }

  /** Unless the caller names a trace, the call stands in that of its {@code traceparent}. */
  private static Span.Place place(Ingress ingress, Span.Place told) {
    var header = ingress.header().apply("traceparent");
    if (told.traceId() != null || header == null) {
      return told;
    }
    return TraceContext.continued(ingress.logId(), header)
        .map(
            trace ->
                new Span.Place(
                    trace.traceId(),
                    told.spanId() == null ? trace.spanId() : told.spanId(),
                    told.parentId() == null ? trace.parentId() : told.parentId(),
                    told.name(),
                    told.workflowName(),
                    told.path()))
        .orElse(told);
  }

  private static String logType(Entrance entrance) {
    boolean responses =
        entrance.dialect() == DialectId.OPENAI_RESPONSES
            && entrance.operation() == Operation.CONVERSE;
    return responses ? "response" : entrance.operation().logType();
  }

  private static Span.Called called(Exchange exchange) {
    var request = exchange.readRequest();
    var deployment = exchange.foundDeployment();
    var passage = exchange.madePassage();
    return new Span.Called(
        request == null ? "" : request.model(),
        deployment == null ? null : deployment.provider().id().value(),
        deployment == null ? null : deployment.model().upstreamName(),
        exchange.ingress().dialect().wire(),
        passage == null ? null : passage.providerDialect().wire(),
        request != null && request.stream());
  }

  private static Span.Timing timing(Exchange exchange, Ending ending) {
    long arrival = exchange.ingress().arrivalNanos();
    return new Span.Timing(
        exchange.ingress().arrival(),
        ending.end(),
        Duration.ofNanos(ending.endNanos() - arrival),
        between(exchange.receivedNanos(), ending.firstContentNanos()),
        between(exchange.receivedNanos(), ending.sentNanos()),
        null);
  }

  private static @Nullable Duration between(long from, long to) {
    return to == 0 ? null : Duration.ofNanos(Math.max(0, to - from));
  }

  private static Span.Result result(Exchange exchange, Ending ending, Span.Metering metering) {
    var error = ending.error();
    var warnings = warnings(exchange, ending, metering);
    var status = error != null ? Span.Status.FAILED : Span.Status.SUCCESS;
    return new Span.Result(
        status,
        ending.status(),
        error == null ? null : error.code(),
        error == null ? null : error.message(),
        warnings);
  }

  private static List<String> warnings(Exchange exchange, Ending ending, Span.Metering metering) {
    var warnings = new ArrayList<String>(0);
    for (var name : exchange.params().unheeded()) {
      warnings.add("`" + name + "` is not acted upon by this gateway.");
    }
    var passage = exchange.madePassage();
    if (passage != null) {
      for (var name : passage.dropped()) {
        warnings.add("`" + name + "` does not reach this provider.");
      }
    }
    if (metering.cost().basis() == Cost.Basis.ESTIMATED) {
      warnings.add("The provider told no usage: tokens are estimated from the text.");
    }
    if (ending.responseCut()) {
      warnings.add("Only the beginning of the response is kept.");
    }
    return warnings;
  }

  private static Span.Content content(Exchange exchange, Ending ending) {
    var privacy = exchange.privacy();
    if (privacy == LogPrivacy.NONE) {
      return Span.Content.WITHHELD;
    }
    var body = exchange.loggedBody();
    var request =
        body.length == 0 ? null : without(exchange, new String(body, StandardCharsets.UTF_8));
    return new Span.Content(
        request, ending.response(), null, null, null, null, null, false, privacy);
  }

  /** Credentials that came with the call are nobody's to read in a log. */
  private static String without(Exchange exchange, String body) {
    var clean = body;
    for (var secret : exchange.wishes().secrets()) {
      var quoted = JsonText.quoted(secret);
      clean = clean.replace(quoted.substring(1, quoted.length() - 1), "***").replace(secret, "***");
    }
    return clean;
  }

  private static Map<String, JsonNode> extra(Exchange exchange, Ending ending, SpanTags tags) {
    var extra = new LinkedHashMap<>(tags.extra());
    var named = exchange.named();
    if (named != null && !named.credential().isEmpty()) {
      extra.put("deployment_name", TextNode.valueOf(named.credential()));
    }
    if (exchange.catalogue() != null) {
      extra.put("price_catalogue", TextNode.valueOf(exchange.catalogue()));
    }
    if (named != null && named.ownCredential()) {
      extra.put("used_custom_credential", BooleanNode.TRUE);
    }
    var error = ending.error();
    if (error != null) {
      extra.put("error_class", TextNode.valueOf(error.errorClass()));
      extra.put("fault_domain", TextNode.valueOf(error.fault().wire()));
    }
    var facts = ending.facts();
    if (facts != null) {
      facts
          .billed()
          .forEach((unit, count) -> extra.put("billed_" + unit, DecimalNode.valueOf(count)));
    }
    var responseId = facts == null ? null : facts.responseId();
    if (responseId != null) {
      extra.put("response_id", TextNode.valueOf(responseId));
    }
    return extra;
  }
}
