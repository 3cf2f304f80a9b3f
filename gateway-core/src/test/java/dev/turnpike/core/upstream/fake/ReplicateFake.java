package dev.turnpike.core.upstream.fake;

import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.Script;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Replicate's predictions: one that is done at once, one that has to be asked after (its prompt
 * says slow), one that never ends (stuck) and one that fails (fail).
 *
 * @see <a href="https://sdks.replicate.com/typescript/resources/predictions/methods/create">Create
 *     a prediction</a> (read 2026-11-22)
 */
public final class ReplicateFake implements Function<ReceivedRequest, Script> {
  public static final String API_KEY = "r8_0123456789abcdefghij";

  private static final Set<String> KNOWN = Set.of("version", "input", "stream", "webhook");

  /** How often a prediction was asked after. */
  public final AtomicInteger polls = new AtomicInteger();

  /** How often one was cancelled. */
  public final AtomicInteger cancels = new AtomicInteger();

  private final Function<String, String> address;

  /**
   * @param address makes a whole URL of a path of this server
   */
  public ReplicateFake(Function<String, String> address) {
    this.address = address;
  }

  @Override
  public Script apply(ReceivedRequest request) {
    if (!request.header("authorization").orElse("").equals("Bearer " + API_KEY)) {
      return problem(401, "You did not pass a valid authentication token");
    }
    return switch (request.method() + " " + request.target()) {
      case "POST /v1/models/meta/llama/predictions", "POST /v1/predictions" -> create(request);
      case "GET /v1/predictions/slow1" ->
          polls.incrementAndGet() < 3 ? prediction("slow1", "processing", "null") : done("slow1");
      case "GET /v1/predictions/stuck1" -> prediction("stuck1", "processing", "null");
      case "POST /v1/predictions/stuck1/cancel" -> {
        cancels.incrementAndGet();
        yield prediction("stuck1", "canceled", "null");
      }
      case "GET /stream/p1" ->
          Script.stream()
              .chunk("event: output\nid: 1\ndata: Hi from\n\n")
              .chunk("event: output\nid: 2\ndata:  Replicate\n\nevent: done\nid: 3\ndata: {}\n\n")
              .end();
      default -> problem(404, "The requested resource could not be found.");
    };
  }

  private Script create(ReceivedRequest request) {
    var body = Members.of(request);
    var unknown = Members.unknown(body, KNOWN);
    if (unknown.isPresent()) {
      return problem(422, "- (root): Additional property " + unknown.get() + " is not allowed");
    }
    if (request.target().equals("/v1/predictions") != body.has("version")) {
      return problem(422, "- version is required");
    }
    if (!body.path("stream").asBoolean()
        && !request.header("prefer").orElse("").startsWith("wait")) {
      return problem(422, "no Prefer: wait");
    }
    var prompt = body.path("input").path("prompt").asText();
    return switch (prompt) {
      case "slow" -> prediction("slow1", "starting", "null");
      case "stuck" -> prediction("stuck1", "starting", "null");
      case "fail" -> prediction("f1", "failed", "null");
      case "too many" -> problem(429, "Request was throttled. Expected available in 1 second.");
      default ->
          body.path("stream").asBoolean() ? prediction("p1", "starting", "null") : done("p1");
    };
  }

  private Script done(String id) {
    return prediction(id, "succeeded", "[\"Hi from\",\" Replicate\"]");
  }

  private Script prediction(String id, String status, String output) {
    return Script.answer(
        201,
        "application/json",
        "{\"id\":\"%s\",\"model\":\"meta/llama\",\"status\":\"%s\",\"output\":%s,\"error\":%s,\"metrics\":{\"input_token_count\":8,\"output_token_count\":4},\"urls\":{\"get\":\"%s\",\"cancel\":\"%s\",\"stream\":\"%s\"}}"
            .formatted(
                id,
                status,
                output,
                status.equals("failed") ? "\"CUDA out of memory\"" : "null",
                address.apply("/v1/predictions/" + id),
                address.apply("/v1/predictions/" + id + "/cancel"),
                address.apply("/stream/" + id)));
  }

  private static Script problem(int status, String detail) {
    return Script.answer(
        status,
        "application/problem+json",
        "{\"title\":\"Problem\",\"detail\":\"" + detail + "\",\"status\":" + status + "}");
  }
}
