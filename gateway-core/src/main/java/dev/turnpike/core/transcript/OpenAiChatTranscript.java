package dev.turnpike.core.transcript;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's chat completions: messages as the caller wrote them, the first choice of the answer.
 * What is kept is cut out of the bodies: a tree of each, or of each event of a stream, cost more
 * than all else that is done to a call on its way to the database.
 */
final class OpenAiChatTranscript {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private OpenAiChatTranscript() {}

  static Transcript read(@Nullable String request, @Nullable String response) {
    var asked = request == null ? new Asked() : asked(request);
    return new Transcript(asked.messages, completion(response), asked.tools);
  }

  private static final class Asked {
    private @Nullable String messages;
    private @Nullable String tools;
  }

  private static Asked asked(String request) {
    var asked = new Asked();
    boolean whole =
        members(
            request,
            (json, name) -> {
              switch (name) {
                case "messages" -> asked.messages = cut(json, request);
                case "tools" -> asked.tools = cut(json, request);
                default -> json.skipChildren();
              }
            });
    return whole ? asked : new Asked();
  }

  private static @Nullable String completion(@Nullable String response) {
    if (response == null) {
      return null;
    }
    return EventStream.isStream(response) ? streamed(response) : whole(response);
  }

  private static @Nullable String whole(String response) {
    var message = new String[1];
    boolean whole =
        members(
            response,
            (json, name) -> {
              if (name.equals("choices") && json.currentToken() == JsonToken.START_ARRAY) {
                message[0] = firstMessage(json, response);
              } else {
                json.skipChildren();
              }
            });
    return whole ? message[0] : null;
  }

  private static @Nullable String firstMessage(JsonParser json, String response)
      throws IOException {
    String message = null;
    for (int choice = 0; json.nextToken() != JsonToken.END_ARRAY; choice++) {
      if (choice > 0 || json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        continue;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        json.nextToken();
        if (name.equals("message")) {
          message = cut(json, response);
        } else {
          json.skipChildren();
        }
      }
    }
    return message;
  }

  private static @Nullable String streamed(String events) {
    var message = new StreamedMessage();
    EventStream.read(
        events,
        (event, data) -> {
          if (data.startsWith("{")) {
            members(
                data,
                (json, name) -> {
                  if (name.equals("choices") && json.currentToken() == JsonToken.START_ARRAY) {
                    message.add(json);
                  } else {
                    json.skipChildren();
                  }
                });
          }
        });
    return message.json();
  }

  /** Looks at one member; the parser stands at its value, and is to be left at that value's end. */
  private interface Member {
    void at(JsonParser json, String name) throws IOException;
  }

  /**
   * @return false when it is no whole JSON object: cut short or never JSON. The raw body is shown
   *     instead.
   */
  private static boolean members(String text, Member member) {
    try (var json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        json.nextToken();
        member.at(json, name);
      }
      return json.currentToken() == JsonToken.END_OBJECT;
    } catch (JsonProcessingException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /** The array or object that the parser stands at, as it is written; absent when it is empty. */
  private static @Nullable String cut(JsonParser json, String text) throws IOException {
    if (!json.currentToken().isStructStart()) {
      return null;
    }
    int from = (int) json.currentTokenLocation().getCharOffset();
    json.skipChildren();
    int to = (int) json.currentLocation().getCharOffset();
    return text.substring(from + 1, to - 1).isBlank() ? null : text.substring(from, to);
  }
}
