package dev.turnpike.core.dialect.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.usage.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One folder of the corpus. {@code case.json} holds
 *
 * <ul>
 *   <li>{@code about}: one sentence;
 *   <li>{@code blocks}: the answer, in order: {@code {"text"}}, {@code {"reasoning", "sealed"}},
 *       {@code {"refusal"}}, {@code {"call", "id", "arguments"}};
 *   <li>{@code finish} and {@code usage}: the canonical words and buckets;
 *   <li>{@code wire}: words for {@link VendorScript}, which puts the answer on the wire as the
 *       vendor would, where the folder holds no {@code <dialect>.sse} or {@code <dialect>.json} of
 *       its own;
 *   <li>{@code request}, {@code drops}, {@code refuses}: see {@link RequestCorpusTest}.
 * </ul>
 */
record CorpusCase(String name, Path folder, ObjectNode json) {
  static List<CorpusCase> all() {
    try (var folders = Files.list(root())) {
      return folders
          .filter(Files::isDirectory)
          .sorted()
          .map(folder -> new CorpusCase(folder.getFileName().toString(), folder, read(folder)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    try {
      var url = CorpusCase.class.getResource("/dialect-corpus");
      if (url == null) {
        throw new IllegalStateException("the corpus is not on the class path");
      }
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode read(Path folder) {
    try {
      return (ObjectNode) Json.read(Files.readAllBytes(folder.resolve("case.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isReply() {
    return json.has("blocks");
  }

  boolean isRequest() {
    return json.has("request");
  }

  String finish() {
    return Json.text(json, "finish");
  }

  Usage usage() {
    var usage = json.path("usage");
    return new Usage(
        Json.count(usage, "input"),
        Json.count(usage, "cache_read"),
        Json.count(usage, "cache_write"),
        Json.count(usage, "output"),
        Json.count(usage, "reasoning"),
        Json.count(usage, "audio_input"),
        Json.count(usage, "audio_output"));
  }

  boolean wire(String word) {
    for (JsonNode each : json.path("wire")) {
      if (each.asText().equals(word)) {
        return true;
      }
    }
    return false;
  }

  /** Which providers the case can come from; all unless it says so. */
  boolean comesFrom(DialectId provider) {
    var only = json.path("providers");
    if (only.isMissingNode()) {
      return true;
    }
    for (JsonNode each : only) {
      if (each.asText().equals(provider.wire())) {
        return true;
      }
    }
    return false;
  }

  /** The stream of a provider: of the folder, or as the vendor would write it. */
  byte[] stream(DialectId provider) {
    return file(provider.wire() + ".sse")
        .orElseGet(() -> VendorScript.of(provider).stream(this).getBytes(StandardCharsets.UTF_8));
  }

  /** The whole answer of a provider. */
  byte[] body(DialectId provider) {
    return file(provider.wire() + ".json")
        .orElseGet(() -> Json.writeBytes(VendorScript.of(provider).body(this)));
  }

  Optional<byte[]> file(String name) {
    var path = folder.resolve(name);
    try {
      return Files.exists(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
