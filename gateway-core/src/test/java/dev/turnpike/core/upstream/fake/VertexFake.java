package dev.turnpike.core.upstream.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.Script;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Vertex AI in one region of one project, and Google's token endpoint at {@code /token}: the
 * statement must be signed by the one service account and speak of this endpoint.
 *
 * @see <a href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/inference">
 *     Generate content with the Gemini API in Vertex AI</a> (read 2026-11-22)
 * @see <a
 *     href="https://cloud.google.com/vertex-ai/generative-ai/docs/partner-models/claude/use-claude">
 *     Request predictions with Claude models</a> (read 2026-11-22)
 */
public final class VertexFake implements Function<ReceivedRequest, Script> {
  public static final String BASE = "/v1/projects/our-project/locations/europe-west1";
  public static final String EMAIL = "gateway@our-project.iam.gserviceaccount.com";

  private static final Pattern GEMINI =
      Pattern.compile(
          BASE
              + "/publishers/google/models/gemini-[a-z0-9.-]+:(generateContent|streamGenerateContent\\?alt=sse)");
  private static final Pattern CLAUDE =
      Pattern.compile(
          BASE
              + "/publishers/anthropic/models/claude-[a-z0-9-]+(@\\d+)?:(rawPredict|streamRawPredict)");
  private static final Set<String> GEMINI_KNOWN =
      Set.of(
          "contents",
          "systemInstruction",
          "generationConfig",
          "tools",
          "toolConfig",
          "safetySettings",
          "labels");
  private static final Set<String> CLAUDE_KNOWN =
      Set.of(
          "anthropic_version",
          "messages",
          "system",
          "max_tokens",
          "stream",
          "temperature",
          "top_p",
          "top_k",
          "tools",
          "tool_choice",
          "thinking",
          "stop_sequences",
          "metadata");

  /** Tokens given so far. */
  public final AtomicInteger tokens = new AtomicInteger();

  private final KeyPair keys;
  private final int tokenSeconds;
  private final String audience;

  /**
   * @param audience the address of its token endpoint
   * @param tokenSeconds how long a token holds
   */
  public VertexFake(String audience, int tokenSeconds) {
    this.audience = audience;
    this.tokenSeconds = tokenSeconds;
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      this.keys = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key file as Google's console gives it. */
  public String keyFile() {
    var pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(keys.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    return Json.write(
        Json.object()
            .put("type", "service_account")
            .put("project_id", "our-project")
            .put("private_key_id", "key-7")
            .put("private_key", pem)
            .put("client_email", EMAIL)
            .put("token_uri", "https://elsewhere.example/token"));
  }

  @Override
  public Script apply(ReceivedRequest request) {
    if (request.target().equals("/token")) {
      return token(request);
    }
    var shown = request.header("authorization").orElse("");
    if (tokens.get() == 0 || !shown.equals("Bearer google-" + tokens.get())) {
      return error(401, "Request had invalid authentication credentials.");
    }
    var body = Members.of(request);
    if (GEMINI.matcher(request.target()).matches()) {
      var unknown = Members.unknown(body, GEMINI_KNOWN);
      return unknown.isPresent() ? unknown(unknown.get()) : gemini(request);
    }
    var claude = CLAUDE.matcher(request.target());
    if (!claude.matches()) {
      return error(404, "The requested URL was not found on this server.");
    }
    return claude(body, claude.group(2).startsWith("stream"));
  }

  private static Script claude(ObjectNode body, boolean stream) {
    var unknown = Members.unknown(body, CLAUDE_KNOWN);
    if (unknown.isPresent()) {
      return Script.answer(
          400,
          "application/json",
          "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\""
              + unknown.get()
              + ": Extra inputs are not permitted\"}}");
    }
    if (!body.path("anthropic_version").asText().equals("vertex-2023-10-16")
        || body.path("stream").asBoolean() != stream) {
      return error(400, "anthropic_version: unsupported, or stream and path differ");
    }
    var usage = "\"usage\":{\"input_tokens\":7,\"output_tokens\":";
    if (!stream) {
      return Script.json(
          "{\"id\":\"msg_vrtx_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4\",\"content\":[{\"type\":\"text\",\"text\":\"Hi"
              + " from Claude\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
              + usage
              + "4}}");
    }
    return Script.stream()
        .chunk(
            "event: message_start\n"
                + "data:"
                + " {\"type\":\"message_start\",\"message\":{\"id\":\"msg_vrtx_1\",\"type\":\"message\","
                + "\"role\":\"assistant\",\"model\":\"claude-sonnet-4\",\"content\":[],\"stop_reason\":null,"
                + usage
                + "1}}}\n\n")
        .chunk(
            "event: content_block_start\n"
                + "data:"
                + " {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n")
        .chunk(
            "event: content_block_delta\n"
                + "data:"
                + " {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi"
                + " from Claude\"}}\n\n")
        .chunk("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n")
        .chunk(
            "event: message_delta\n"
                + "data:"
                + " {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":4}}\n\n")
        .chunk("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n")
        .end();
  }

  private static Script gemini(ReceivedRequest request) {
    var candidate =
        "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Hi from"
            + " Gemini\"}]},"
            + "\"finishReason\":\"STOP\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":6,"
            + "\"candidatesTokenCount\":3,\"totalTokenCount\":9},\"modelVersion\":\"gemini-2.5-flash\"}";
    return request.target().endsWith("alt=sse")
        ? Script.stream().chunk("data: " + candidate + "\r\n\r\n").end()
        : Script.json(candidate);
  }

  private Script token(ReceivedRequest request) {
    for (var parameter : request.text().split("&")) {
      if (parameter.startsWith("assertion=")
          && isSigned(URLDecoder.decode(parameter.substring(10), UTF_8))) {
        return Script.json(
            "{\"access_token\":\"google-%d\",\"expires_in\":%d,\"token_type\":\"Bearer\"}"
                .formatted(tokens.incrementAndGet(), tokenSeconds));
      }
    }
    return Script.answer(
        400,
        "application/json",
        "{\"error\":\"invalid_grant\",\"error_description\":\"Invalid JWT Signature.\"}");
  }

  private boolean isSigned(String assertion) {
    var parts = assertion.split("\\.");
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initVerify(keys.getPublic());
      signature.update((parts[0] + '.' + parts[1]).getBytes(UTF_8));
      var head = decoded(parts[0]);
      var claims = decoded(parts[1]);
      long life = claims.path("exp").asLong() - claims.path("iat").asLong();
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
          && head.path("alg").asText().equals("RS256")
          && head.path("kid").asText().equals("key-7")
          && claims.path("iss").asText().equals(EMAIL)
          && claims.path("aud").asText().equals(audience)
          && claims.path("scope").asText().endsWith("/auth/cloud-platform")
          && life > 0
          && life <= 3600;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static JsonNode decoded(String part) {
    return Json.read(Base64.getUrlDecoder().decode(part));
  }

  private static Script unknown(String name) {
    return error(
        400,
        "Invalid JSON payload received. Unknown name \\\"" + name + "\\\": Cannot find field.");
  }

  private static Script error(int status, String message) {
    return Script.answer(
        status,
        "application/json",
        "{\"error\":{\"code\":"
            + status
            + ",\"message\":\""
            + message
            + "\",\"status\":\"FAILED\"}}");
  }
}
