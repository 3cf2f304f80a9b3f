package dev.turnpike.core.dialect.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server of one format at the vendor's own paths. It wants the vendor's credential header, and
 * says what it was told to, whole or as a stream, as the request asks. Thread-safe, but told one
 * thing at a time.
 */
public final class VendorServer implements Function<ReceivedRequest, Script> {
  public static final String KEY = "vendor-key-0123456789";

  /** The ways for a stream not to be whole. */
  public enum Ending {
    /** The connection breaks. */
    CUT,
    /** The body ends well, and nothing said that the answer did. */
    EARLY_END,
    /** The closing frame comes without a reason to finish. */
    EARLY_CLOSING_FRAME,
    ERROR_EVENT,
    GARBAGE,
    /** No stream at all: a page of a proxy. */
    WEB_PAGE
  }

  private final DialectId dialect;
  private final VendorScript vendor;
  private volatile Function<Boolean, Script> next = stream -> refusal(500, "told nothing");
  private volatile @Nullable Arrived arrived;

  public VendorServer(DialectId dialect) {
    this.dialect = dialect;
    this.vendor = VendorScript.of(dialect);
  }

  /**
   * What the following requests hear.
   *
   * @param answer a case of the corpus: {@code blocks}, {@code finish}, {@code usage}, {@code wire}
   */
  public void say(ObjectNode answer) {
    var told = new CorpusCase("told", Path.of(""), answer);
    next =
        stream ->
            stream
                ? Script.stream().chunk(vendor.stream(told)).end()
                : Script.json(Json.write(vendor.body(told)));
  }

  /** This answer as a stream: what goes over the wire. */
  public String stream(ObjectNode answer) {
    return vendor.stream(new CorpusCase("told", Path.of(""), answer));
  }

  /** Refuses the following requests, in the vendor's form. */
  public void refuse(int status, String message) {
    next = stream -> refusal(status, message);
  }

  /** Begins this answer and ends it so. */
  public void breakOff(ObjectNode answer, Ending how) {
    var told = new CorpusCase("told", Path.of(""), answer);
    next = stream -> broken(vendor.frames(told), how);
  }

  /** Whether the vendor's stream can end so. */
  public static boolean canEnd(DialectId dialect, Ending how) {
    return how != Ending.EARLY_CLOSING_FRAME
        || dialect == DialectId.OPENAI_CHAT
        || dialect == DialectId.ANTHROPIC_MESSAGES;
  }

  /** The last request that was let in. */
  public Arrived arrived() {
    var last = arrived;
    if (last == null) {
      throw new AssertionError("no request came");
    }
    return last;
  }

  @Override
  public Script apply(ReceivedRequest request) {
    if (!isAuthorized(request)) {
      return refusal(401, "wrong or missing credential");
    }
    var target = request.target();
    var path = target.contains("?") ? target.substring(0, target.indexOf('?')) : target;
    var body = Json.objectOrNull(request.body());
    if (body == null || !path.matches(path())) {
      return refusal(404, "no such path, or no JSON");
    }
    arrived = new Arrived(dialect, body);
    return next.apply(
        dialect == DialectId.GEMINI_GENERATE
            ? path.endsWith(":streamGenerateContent")
            : body.path("stream").booleanValue());
  }

  private String path() {
    return switch (dialect) {
      case OPENAI_CHAT -> "/v1/chat/completions";
      case OPENAI_RESPONSES -> "/v1/responses";
      case ANTHROPIC_MESSAGES -> "/v1/messages";
      case GEMINI_GENERATE -> "/v1beta/models/[^/]+:(streamG|g)enerateContent";
      case BEDROCK_CONVERSE, COHERE_CHAT, REPLICATE_PREDICTIONS, REDUCTO_PARSE ->
          throw dialect.notOfCallers();
    };
  }

  private boolean isAuthorized(ReceivedRequest request) {
    return switch (dialect) {
      // The vendor takes a key in either header; its newer clients use the second.
      case ANTHROPIC_MESSAGES ->
          request.header("anthropic-version").isPresent()
              && (request.header("x-api-key").orElse("").equals(KEY)
                  || request.header("authorization").orElse("").equals("Bearer " + KEY));
      case GEMINI_GENERATE -> request.header("x-goog-api-key").orElse("").equals(KEY);
      default -> request.header("authorization").orElse("").equals("Bearer " + KEY);
    };
  }

  private Script broken(List<VendorScript.Frame> frames, Ending how) {
    var half = frames.subList(0, frames.size() / 2);
    var script = Script.stream();
    return switch (how) {
      case CUT -> script.chunk(VendorScript.wire(half)).close();
      case EARLY_END -> script.chunk(VendorScript.wire(half)).end();
      case EARLY_CLOSING_FRAME ->
          script
              .chunk(VendorScript.wire(half) + VendorScript.wire(List.of(frames.getLast())))
              .end();
      case ERROR_EVENT -> script.chunk(VendorScript.wire(half) + errorEvent()).end();
      case GARBAGE -> script.chunk(VendorScript.wire(half) + "data: nonsense\n\n").end();
      case WEB_PAGE -> Script.answer(200, "text/html", "<!doctype html><title>Sign in</title>");
    };
  }

  private String errorEvent() {
    var error = Json.write(error(503, "overloaded in the middle"));
    return switch (dialect) {
      case ANTHROPIC_MESSAGES -> "event: error\ndata: " + error + "\n\n";
      case OPENAI_RESPONSES ->
          "event: error\n"
              + "data:"
              + " {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"overloaded\",\"param\":null,\"sequence_number\":9}\n\n";
      default -> "data: " + error + "\n\n";
    };
  }

  private Script refusal(int status, String message) {
    return Script.answer(status, "application/json", Json.write(error(status, message)));
  }

  private ObjectNode error(int status, String message) {
    var body = Json.object();
    switch (dialect) {
      case ANTHROPIC_MESSAGES ->
          body.put("type", "error")
              .putObject("error")
              .put("type", status == 503 ? "overloaded_error" : "api_error")
              .put("message", message);
      case GEMINI_GENERATE ->
          body.putObject("error")
              .put("code", status)
              .put("message", message)
              .put("status", "FAILED");
      default ->
          body.putObject("error")
              .put("message", message)
              .put("type", "error")
              .putNull("param")
              .putNull("code");
    }
    return body;
  }
}
