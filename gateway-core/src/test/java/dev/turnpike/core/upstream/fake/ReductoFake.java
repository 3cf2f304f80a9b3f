package dev.turnpike.core.upstream.fake;

import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.Script;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Reducto: upload, a job that parses, and its result.
 *
 * @see <a href="https://docs.reducto.ai/api-reference/parse">Parse</a> (read 2026-11-22)
 */
public final class ReductoFake implements Function<ReceivedRequest, Script> {
  public static final String API_KEY = "reducto-key-0123456789";

  private static final String RESULT =
      "{\"job_id\":\"job1\",\"duration\":1.5,\"usage\":{\"num_pages\":3,\"credits\":4.5},"
          + "\"result\":{\"type\":\"full\",\"chunks\":["
          + "{\"content\":\"# Invoice\",\"embed\":\"\",\"blocks\":[]},"
          + "{\"content\":\"Total: 12\",\"embed\":\"\",\"blocks\":[]}]}}";

  private static final Set<String> KNOWN =
      Set.of(
          "input",
          "async",
          "enhance",
          "formatting",
          "queue_priority",
          "retrieval",
          "settings",
          "spreadsheet");

  /** How often the job was asked after. */
  public final AtomicInteger polls = new AtomicInteger();

  @Override
  public Script apply(ReceivedRequest request) {
    if (!request.header("authorization").orElse("").equals("Bearer " + API_KEY)) {
      return error(401, "Invalid API key");
    }
    return switch (request.method() + " " + request.target()) {
      case "POST /upload" -> upload(request);
      case "POST /parse_async" -> parse(request, "{\"job_id\":\"job1\"}");
      case "POST /parse" -> parse(request, RESULT);
      case "GET /job/job1", "GET /job/job1?timeout=5" ->
          polls.incrementAndGet() < 2
              ? Script.json("{\"status\":\"Pending\",\"result\":null,\"progress\":0.5}")
              : Script.json("{\"status\":\"Completed\",\"result\":" + RESULT + "}");
      case "POST /cancel/job1" -> Script.json("null");
      default -> error(404, "Not Found");
    };
  }

  private static Script upload(ReceivedRequest request) {
    var type = request.header("content-type").orElse("");
    var boundary = type.substring(type.indexOf('=') + 1);
    boolean whole =
        type.startsWith("multipart/form-data; boundary=")
            && request.text().startsWith("--" + boundary + "\r\n")
            && request.text().contains("name=\"file\"; filename=\"")
            && request.text().contains("%PDF-1.7 ünï")
            && request.text().endsWith("\r\n--" + boundary + "--\r\n");
    return whole
        ? Script.json("{\"file_id\":\"reducto://one.pdf\",\"presigned_url\":null}")
        : error(422, "Field required: file");
  }

  private static Script parse(ReceivedRequest request, String answer) {
    var body = Members.of(request);
    var unknown = Members.unknown(body, KNOWN);
    if (unknown.isPresent()) {
      return error(422, "Extra inputs are not permitted: " + unknown.get());
    }
    var input = body.path("input").asText();
    return input.equals("reducto://one.pdf") || input.startsWith("https://")
        ? Script.json(answer)
        : error(400, "Invalid input");
  }

  private static Script error(int status, String detail) {
    return Script.answer(status, "application/json", "{\"detail\":\"" + detail + "\"}");
  }
}
