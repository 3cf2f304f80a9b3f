package dev.turnpike.gateway.providers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.provider.CredentialField;
import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.core.upstream.fake.VertexFake;
import dev.turnpike.gateway.relay.LocalGateway;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's server: it looks at path, credential and parameters before it answers, and refuses
 * each in the vendor's own words.
 */
final class VendorServer implements AutoCloseable {
  private final Vendor vendor;
  private final VendorFormat format;
  private final ScriptedUpstream upstream;
  private final @Nullable VertexFake google;

  VendorServer(Vendor vendor) {
    this.vendor = vendor;
    this.format = format(vendor.format());
    this.upstream = ScriptedUpstream.start();
    this.google =
        vendor.exchangesItsKey() ? new VertexFake(upstream.url("/token").toString(), 3600) : null;
    upstream.always(this::answer);
  }

  private static VendorFormat format(DialectId id) {
    return switch (id) {
      case OPENAI_CHAT -> new ChatFormat();
      case OPENAI_RESPONSES -> new ResponsesFormat();
      case ANTHROPIC_MESSAGES -> new MessagesFormat();
      case GEMINI_GENERATE -> new GenerateFormat();
      case BEDROCK_CONVERSE -> new ConverseFormat();
      case COHERE_CHAT -> new CohereFormat();
      default -> throw new IllegalArgumentException("no server speaks " + id + " here");
    };
  }

  ScriptedUpstream upstream() {
    return upstream;
  }

  /** Where and with what the gateway is to call it: secrets by field, and hidden settings. */
  void connect(LocalGateway gateway) {
    var vertex = google;
    gateway.connect(
        vendor.id(),
        vendor.settings(),
        vertex == null
            ? Map.of(CredentialField.API_KEY, vendor.text("key"))
            : Map.of("vertex_ai_credentials", vertex.keyFile()),
        vertex == null ? Map.of() : Map.of("token_url", upstream.url("/token").toString()),
        upstream);
  }

  private Script answer(ReceivedRequest request) {
    if (google != null && request.target().equals("/token")) {
      return google.apply(request);
    }
    JsonNode body;
    try {
      body = Vendor.JSON.readTree(request.body());
    } catch (java.io.IOException e) {
      return Script.answer(400, "application/json", "{\"error\":\"not JSON\"}");
    }
    boolean stream =
        vendor.path(true).equals(vendor.path(false))
            ? body.path("stream").asBoolean()
            : request.target().equals(vendor.path(true));
    if (!request.method().equals("POST") || !request.target().equals(vendor.path(stream))) {
      return Script.answer(404, "application/json", "{\"detail\":\"Not Found\"}");
    }
    if (!request.header(vendor.authHeader()).filter(vendor.authValue()::equals).isPresent()) {
      return told("unauthorized");
    }
    if (!isUnderstood(body)) {
      return told("refused");
    }
    var kind = format.wanted(body);
    if (!stream) {
      return Script.json(format.whole(vendor, kind));
    }
    boolean usage = body.at("/stream_options/include_usage").asBoolean();
    var script = Script.chunked(200, format.streamType());
    format.stream(vendor, kind, usage).forEach(script::chunk);
    return script.end();
  }

  private boolean isUnderstood(JsonNode body) {
    for (var member : body.properties()) {
      if (member.getKey().equals(vendor.refusedParameter())
          || !format.parameters().contains(member.getKey())) {
        return false;
      }
    }
    return vendor.knowsSchema() || !body.at("/response_format/type").asText().equals("json_schema");
  }

  /** A refusal in the vendor's words. */
  Script told(String which) {
    var refusal = vendor.data().path(which);
    var body = refusal.path("body").toString();
    return refusal.has("retry_after")
        ? Script.answer(
            refusal.path("status").asInt(),
            "application/json",
            body,
            "retry-after: " + refusal.path("retry_after").asText())
        : Script.answer(refusal.path("status").asInt(), "application/json", body);
  }

  @Override
  public void close() {
    upstream.close();
  }

  static JsonNode json(String text) {
    try {
      return Vendor.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }
}
