package dev.turnpike.persistence.span;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.span.Span;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A gateway call told where in a trace it stands. */
final class MergedSpan {
  /** Member of the row's extra: the id of the client's span that is part of it. */
  static final String CLIENT_SPAN = "client_span_id";

  private MergedSpan() {}

  /**
   * The call's row with the client's place in the trace, and with the client's tags where the call
   * itself had none. Who pays, what was spent, when, how it ended and all bodies stay the
   * gateway's.
   */
  static Span of(Span call, Span client) {
    var place = client.place();
    var own = call.place();
    var metadata = new LinkedHashMap<>(client.tags().metadata());
    metadata.putAll(call.tags().metadata());
    var properties = new LinkedHashMap<>(client.tags().properties());
    properties.putAll(call.tags().properties());
    var extra = new LinkedHashMap<String, JsonNode>(call.extra());
    extra.put(CLIENT_SPAN, TextNode.valueOf(client.id()));
    return new Span(
        call.id(),
        call.organization(),
        call.arrival(),
        call.origin(),
        new Span.Place(
            place.traceId(),
            place.spanId(),
            place.parentId(),
            first(place.name(), own.name()),
            first(place.workflowName(), own.workflowName()),
            first(place.path(), own.path())),
        new Span.Tags(
            call.tags().customerIdentifier(),
            call.tags().customerName(),
            call.tags().customerEmail(),
            first(call.tags().threadIdentifier(), client.tags().threadIdentifier()),
            first(call.tags().groupIdentifier(), client.tags().groupIdentifier()),
            first(call.tags().sessionIdentifier(), client.tags().sessionIdentifier()),
            first(call.tags().customIdentifier(), client.tags().customIdentifier()),
            first(call.tags().evaluationIdentifier(), client.tags().evaluationIdentifier()),
            metadata,
            properties),
        call.called(),
        call.metering(),
        call.timing(),
        call.result(),
        call.attempts(),
        call.content(),
        extra);
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one != null ? one : other;
  }
}
