package dev.turnpike.core.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.InvalidRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway itself must know of a chat completion request; all else is the provider's to
 * judge.
 *
 * @param model the name the caller asks for
 * @param stream whether events are asked for
 * @param wantsUsage whether the caller asked for the usage frame of a stream
 */
public record ChatRequest(ScannedBody body, String model, boolean stream, boolean wantsUsage) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The request, or the field at fault. */
  public sealed interface Result {
    record Read(ChatRequest request) implements Result {}

    record Refused(GatewayError error) implements Result {}
  }

  /** The same for another model. */
  public ChatRequest asking(String other) {
    return new ChatRequest(body, other, stream, wantsUsage);
  }

  /** Checks the fields the gateway acts upon. */
  public static Result read(ScannedBody body) {
    for (var name : new String[] {"model", "stream", "stream_options"}) {
      if (body.members().stream().filter(m -> m.name().equals(name)).count() > 1) {
        return refused("`" + name + "` is given more than once.", name);
      }
    }
    var model = body.text("model");
    if (model == null || model.isBlank()) {
      return refused(
          body.has("model")
              ? "`model` must be a text that names a model."
              : "You must provide a model parameter: `model` is missing.",
          "model");
    }
    var problem = streamProblem(body);
    if (problem == null) {
      problem = messagesProblem(body);
    }
    if (problem != null) {
      return new Result.Refused(problem);
    }
    return new Result.Read(new ChatRequest(body, model, body.isTrue("stream"), asksForUsage(body)));
  }

  /**
   * As {@link #read}, for other formats: the model and the wish for a stream stand in the body
   * unless the path told them.
   */
  public static Result readOther(
      ScannedBody body, @Nullable String pathModel, @Nullable Boolean pathStream) {
    for (var name : new String[] {"model", "stream"}) {
      if (body.members().stream().filter(m -> m.name().equals(name)).count() > 1) {
        return refused("`" + name + "` is given more than once.", name);
      }
    }
    var model = pathModel != null ? pathModel : body.text("model");
    if (model == null || model.isBlank()) {
      return refused(
          body.has("model")
              ? "`model` must be a text that names a model."
              : "You must provide a model parameter: `model` is missing.",
          "model");
    }
    var problem = pathStream != null ? null : streamProblem(body);
    if (problem != null) {
      return new Result.Refused(problem);
    }
    boolean stream = pathStream != null ? pathStream : body.isTrue("stream");
    return new Result.Read(new ChatRequest(body, model, stream, asksForUsage(body)));
  }

  private static @Nullable InvalidRequest streamProblem(ScannedBody body) {
    var stream = body.find("stream");
    if (stream != null
        && stream.kind() != Member.Kind.BOOLEAN
        && stream.kind() != Member.Kind.NULL) {
      return new InvalidRequest("`stream` must be true or false.", "stream");
    }
    var options = body.find("stream_options");
    if (options != null
        && options.kind() != Member.Kind.OBJECT
        && options.kind() != Member.Kind.NULL) {
      return new InvalidRequest("`stream_options` must be an object.", "stream_options");
    }
    return null;
  }

  private static boolean asksForUsage(ScannedBody body) {
    var options = body.find("stream_options");
    return options != null && body.value(options).path("include_usage").asBoolean(false);
  }

  private static @Nullable InvalidRequest messagesProblem(ScannedBody body) {
    var messages = body.find("messages");
    if (messages == null) {
      return new InvalidRequest("`messages` is missing.", "messages");
    }
    if (messages.kind() != Member.Kind.ARRAY) {
      return new InvalidRequest("`messages` must be an array of messages.", "messages");
    }
    int length = messages.end() - messages.valueStart();
    try (var parser = JSON.createParser(body.bytes(), messages.valueStart(), length)) {
      parser.nextToken();
      int count = 0;
      for (var token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (token != JsonToken.START_OBJECT) {
          var field = "messages[" + count + "]";
          return new InvalidRequest(
              "`" + field + "` must be an object with `role` and `content`.", field);
        }
        parser.skipChildren();
        count++;
      }
      return count > 0
          ? null
          : new InvalidRequest("`messages` must hold at least one message.", "messages");
    } catch (IOException e) {
      throw new UncheckedIOException("a value that was scanned does not parse", e);
    }
  }

  private static Result refused(String message, String param) {
    return new Result.Refused(new InvalidRequest(message, param));
  }
}
