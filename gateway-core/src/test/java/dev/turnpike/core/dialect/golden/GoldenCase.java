package dev.turnpike.core.dialect.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.stream.frames.AwsEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One file. Members: {@code about}; of a request {@code ask} (in the words of {@code caller}, chat
 * completions unless it says another), {@code model}, {@code body}, {@code path}, {@code dropped}
 * or {@code refuses}; of an answer {@code reply}, {@code stream}, {@code tells}; of a failure
 * {@code status}, {@code error} or {@code stream}, {@code means}.
 */
record GoldenCase(DialectId dialect, String name, JsonNode json) {
  static List<GoldenCase> all() {
    return DialectId.ofProvidersOnly().stream().flatMap(GoldenCase::of).toList();
  }

  private static Stream<GoldenCase> of(DialectId dialect) {
    try {
      var folder = GoldenCase.class.getResource("/dialect-golden/" + dialect.wire());
      var path = Path.of(Objects.requireNonNull(folder, dialect.wire()).toURI());
      try (var files = Files.list(path)) {
        return files.sorted().map(file -> read(dialect, file)).toList().stream();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GoldenCase read(DialectId dialect, Path file) {
    try {
      var name = file.getFileName().toString().replace(".json", "");
      return new GoldenCase(dialect, name, Json.read(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String member) {
    return json.has(member);
  }

  JsonNode get(String member) {
    return json.path(member);
  }

  byte[] bytes(String member) {
    var node = get(member);
    return node.isTextual() ? node.textValue().getBytes(UTF_8) : Json.writeBytes(node);
  }

  /** The stream as the provider sends it: pairs of an event's name and its data. */
  byte[] stream() {
    var out = new ByteArrayOutputStream();
    for (var event : get("stream")) {
      var name = event.get(0).asText();
      var data = event.get(1).isTextual() ? event.get(1).textValue() : Json.write(event.get(1));
      out.writeBytes(
          switch (Dialects.ofProvider(dialect).framing()) {
            case AWS_EVENTS ->
                name.endsWith("Exception")
                    ? AwsEvents.exception(name, data)
                    : AwsEvents.event(name, data);
            case WHOLE -> data.getBytes(UTF_8);
            case SSE ->
                ((name.isEmpty() ? "" : "event: " + name + "\n") + "data: " + data + "\n\n")
                    .getBytes(UTF_8);
          });
    }
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return dialect.wire() + " " + name;
  }
}
