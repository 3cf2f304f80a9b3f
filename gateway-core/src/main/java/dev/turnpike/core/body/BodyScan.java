package dev.turnpike.core.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.turnpike.core.error.GatewayError;
import dev.turnpike.core.error.GatewayError.InvalidRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a request body once, front to back, and remembers where its top-level members stand. Values
 * are checked to be JSON, not kept: a 10 MB image costs a scan and no tree. Pure, thread-safe.
 */
public final class BodyScan {
  /** Deeper than any request of an SDK, and shallow enough for every parser behind us. */
  private static final int DEEPEST = 500;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** The members, or why there are none. */
  public sealed interface Result {
    record Scanned(ScannedBody body) implements Result {}

    record Refused(GatewayError error) implements Result {}
  }

  private BodyScan() {}

  /** Scans a whole body, which must be a JSON object in UTF-8. */
  public static Result scan(byte[] bytes) {
    if (bytes.length == 0) {
      return refused("The request body is empty; send a JSON object.");
    }
    try (var parser = JSON.createParser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return refused("The request body must be a JSON object.");
      }
      long open = parser.currentTokenLocation().getByteOffset();
      if (open < 0) {
        return refused("The request body must be UTF-8.");
      }
      var members = members(parser);
      if (parser.nextToken() != null) {
        return refused(
            "The request body goes on after its JSON object, at byte "
                + parser.currentTokenLocation().getByteOffset()
                + ".");
      }
      return new Result.Scanned(new ScannedBody(bytes, (int) open, members));
    } catch (StreamConstraintsException e) {
      return refused("The request body is nested deeper than " + DEEPEST + " levels.");
    } catch (JsonProcessingException e) {
      return refused("The request body is not valid JSON: " + reason(e));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static List<Member> members(JsonParser parser) throws IOException {
    var members = new ArrayList<Member>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      var name = parser.currentName();
      var kind = kind(parser.nextToken());
      int valueStart = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      parser.finishToken(); // strings are read lazily: only now is the place after them known
      members.add(
          new Member(
              name, kind, start, valueStart, (int) parser.currentLocation().getByteOffset()));
    }
    return members;
  }

  private static Member.Kind kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> Member.Kind.OBJECT;
      case START_ARRAY -> Member.Kind.ARRAY;
      case VALUE_STRING -> Member.Kind.STRING;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Member.Kind.NUMBER;
      case VALUE_TRUE, VALUE_FALSE -> Member.Kind.BOOLEAN;
      case VALUE_NULL -> Member.Kind.NULL;
      default -> throw new IllegalStateException("not the start of a value: " + token);
    };
  }

  private static String reason(JsonProcessingException e) {
    var where = e.getLocation();
    var place =
        where == null
            ? ""
            : " (line " + where.getLineNr() + ", column " + where.getColumnNr() + ")";
    return e.getOriginalMessage().split("\n", 2)[0] + place;
  }

  private static Result refused(String message) {
    return new Result.Refused(new InvalidRequest(message, null, "invalid_json"));
  }
}
