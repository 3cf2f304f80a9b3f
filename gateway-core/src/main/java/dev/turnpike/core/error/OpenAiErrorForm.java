package dev.turnpike.core.error;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's error object, with a top-level {@code detail} besides, so that clients of the platform's
 * management form read the same answer.
 *
 * <p>In a stream the error stands alone in a {@code data:} frame without a {@code [DONE]} after it:
 * the official SDKs raise on that and on nothing milder.
 */
public final class OpenAiErrorForm implements ErrorForm {
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public byte[] body(GatewayError error) {
    return json(error, true);
  }

  @Override
  public byte[] event(GatewayError error) {
    var data = new ByteArrayOutputStream();
    data.writeBytes("data: ".getBytes(StandardCharsets.US_ASCII));
    data.writeBytes(json(error, false));
    data.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
    return data.toByteArray();
  }

  private static byte[] json(GatewayError error, boolean withDetail) {
    var bytes = new ByteArrayOutputStream(256);
    try (var json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart("error");
      json.writeStringField("message", error.message());
      json.writeStringField("type", error.type());
      write(json, "param", error.param());
      json.writeStringField("code", error.code());
      if (error.provider() != null) {
        write(json, "provider", error.provider());
      }
      json.writeEndObject();
      if (withDetail) {
        json.writeStringField("detail", error.message());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, String field, @Nullable String value)
      throws IOException {
    json.writeFieldName(field);
    json.writeString(value);
  }
}
