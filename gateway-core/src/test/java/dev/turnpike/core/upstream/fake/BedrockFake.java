package dev.turnpike.core.upstream.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.turnpike.core.stream.frames.AwsEvents;
import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.aws.AwsKeys;
import dev.turnpike.core.upstream.aws.AwsSigner;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Amazon Bedrock's runtime: Converse and ConverseStream in {@code eu-central-1}. Knows one key pair
 * and one API key; a signature is made again over what came and must be the same.
 *
 * @see <a href="https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html">
 *     Converse</a> (read 2026-11-22)
 */
public final class BedrockFake implements Function<ReceivedRequest, Script> {
  public static final String ACCESS_KEY_ID = "AKIAFAKEFAKEFAKEFAKE";
  public static final String SECRET = "fake/secret+of40characters0123456789abcd";
  public static final String API_KEY = "bedrock-api-key-0123456789";
  public static final String REGION = "eu-central-1";

  private static final Pattern PATH = Pattern.compile("/model/[^/]+/converse(-stream)?");
  private static final Pattern SIGNED =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/\\d{8}/([^/]+)/([^/]+)/aws4_request,"
              + " ?SignedHeaders=([^,]+), ?Signature=[0-9a-f]{64}");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Set<String> KNOWN =
      Set.of(
          "messages",
          "system",
          "inferenceConfig",
          "toolConfig",
          "guardrailConfig",
          "additionalModelRequestFields",
          "promptVariables",
          "additionalModelResponseFieldPaths",
          "requestMetadata",
          "performanceConfig",
          "serviceTier",
          "outputConfig");

  @Override
  public Script apply(ReceivedRequest request) {
    if (!isAuthorized(request)) {
      return refused(403, "The security token included in the request is invalid.");
    }
    var path = PATH.matcher(request.target());
    if (!path.matches() || !request.method().equals("POST")) {
      return Script.answer(
          404, "application/json", "{\"Message\":\"Unable to determine service/operation name\"}");
    }
    var body = Members.of(request);
    var unknown = Members.unknown(body, KNOWN);
    if (unknown.isPresent()) {
      return refused(400, "Malformed input request: extraneous key [" + unknown.get() + "]");
    }
    if (!body.has("messages")) {
      return refused(400, "1 validation error detected: messages must not be null");
    }
    if (request.text().contains("too many")) {
      return refused(429, "Too many requests, please wait before trying again.");
    }
    boolean calls = body.path("toolConfig").path("tools").size() > 0;
    return path.group(1) == null ? whole(calls) : stream(calls);
  }

  private static Script refused(int status, String message) {
    return Script.answer(status, "application/json", "{\"message\":\"" + message + "\"}");
  }

  private static boolean isAuthorized(ReceivedRequest request) {
    var shown = request.header("authorization").orElse("");
    if (shown.equals("Bearer " + API_KEY)) {
      return true;
    }
    var signed = SIGNED.matcher(shown);
    if (!signed.matches()
        || !signed.group(1).equals(ACCESS_KEY_ID)
        || !signed.group(2).equals(REGION)
        || !signed.group(3).equals("bedrock")) {
      return false;
    }
    var covered = Arrays.asList(signed.group(4).split(";"));
    if (!covered.contains("host") || !covered.contains("x-amz-date")) {
      return false;
    }
    var headers =
        covered.stream()
            .filter(name -> !name.equals("x-amz-date") && !name.equals("x-amz-security-token"))
            .map(name -> Map.entry(name, request.header(name).orElse("")))
            .toList();
    var token = request.header("x-amz-security-token").orElse(null);
    var again =
        new AwsSigner(new AwsKeys(ACCESS_KEY_ID, SECRET, token), REGION, "bedrock")
            .sign(
                new AwsSigner.Request(request.method(), request.target(), headers, request.body()),
                STAMP.parse(request.header("x-amz-date").orElseThrow(), Instant::from));
    return again.getLast().getValue().replace(" ", "").equals(shown.replace(" ", ""));
  }

  private static Script whole(boolean calls) {
    var content =
        calls
            ? "{\"toolUse\":{\"toolUseId\":\"tooluse_1\",\"name\":\"weather\",\"input\":{\"city\":\"Oslo\"}}}"
            : "{\"text\":\"Grüezi!\"}";
    return Script.json(
        "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":["
            + content
            + "]}},\"stopReason\":\""
            + (calls ? "tool_use" : "end_turn")
            + "\",\"usage\":{\"inputTokens\":12,\"outputTokens\":5,\"totalTokens\":117,"
            + "\"cacheReadInputTokens\":100},\"metrics\":{\"latencyMs\":321}}");
  }

  private static Script stream(boolean calls) {
    var script =
        Script.chunked(200, "application/vnd.amazon.eventstream")
            .chunk(AwsEvents.event("messageStart", "{\"role\":\"assistant\"}"));
    if (calls) {
      script
          .chunk(
              AwsEvents.event(
                  "contentBlockStart",
                  "{\"contentBlockIndex\":0,\"start\":{\"toolUse\":{\"toolUseId\":\"tooluse_1\",\"name\":\"weather\"}}}"))
          .chunk(delta("{\"toolUse\":{\"input\":\"{\\\"city\\\":\"}}"))
          .chunk(delta("{\"toolUse\":{\"input\":\"\\\"Oslo\\\"}\"}}"));
    } else {
      var text = delta("{\"text\":\"Grüe\"}");
      // In the middle of a character of the payload, and of the message anyhow.
      int cut = new String(text, UTF_8).length() / 2;
      script
          .chunk(Arrays.copyOf(text, cut))
          .chunk(Arrays.copyOfRange(text, cut, text.length))
          .chunk(delta("{\"text\":\"zi!\"}"));
    }
    return script
        .chunk(AwsEvents.event("contentBlockStop", "{\"contentBlockIndex\":0}"))
        .chunk(
            AwsEvents.event(
                "messageStop", "{\"stopReason\":\"" + (calls ? "tool_use" : "end_turn") + "\"}"))
        .chunk(
            AwsEvents.event(
                "metadata",
                "{\"usage\":{\"inputTokens\":12,\"outputTokens\":5,\"totalTokens\":117,"
                    + "\"cacheReadInputTokens\":100},\"metrics\":{\"latencyMs\":321}}"))
        .end();
  }

  private static byte[] delta(String delta) {
    return AwsEvents.event(
        "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":" + delta + "}");
  }
}
