package dev.turnpike.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How much of one wire format's code stands in another's: no seven lines in a row. What is not code
 * does not count: imports, comments, annotations, and lines of brackets alone.
 */
class AdapterDuplicationTest {
  private static final Path ROOMS = Path.of("src/main/java/dev/turnpike/core/dialect");
  private static final int RUN = 7;

  /** These hold no format: what the formats share. */
  private static final Set<String> SHARED = Set.of("canon", "contract", "json", "registry");

  @Test
  void noTwoFormatsShareALongerPieceOfCode() throws IOException {
    var rooms = new HashMap<String, List<List<String>>>();
    try (var folders = Files.list(ROOMS)) {
      for (var folder : folders.filter(Files::isDirectory).toList()) {
        var room = folder.getFileName().toString();
        if (!SHARED.contains(room)) {
          rooms.put(room, sources(folder));
        }
      }
    }

    assertThat(rooms.keySet())
        .contains("anthropic", "bedrock", "cohere", "gemini", "openai", "reducto", "replicate");
    assertThat(rooms.values().stream().flatMap(List::stream).mapToInt(List::size).sum())
        .as("lines of code")
        .isGreaterThan(5_000);
    assertThat(shared(rooms)).isEmpty();
  }

  @Test
  void findsWhatWasCopied() {
    var copied = Stream.of("a();", "b();", "c();", "d();", "e();", "f();", "g();").toList();
    var within = new ArrayList<>(copied);
    within.addFirst("begin();");

    assertThat(shared(Map.of("one", List.of(copied), "two", List.of(within))))
        .containsExactly(String.join("\n", copied));
    assertThat(shared(Map.of("one", List.of(copied, within)))).isEmpty();
    assertThat(code("/** a */\n@Override\nint x = 1;  // why\n}\n// no\nimport y;\nreturn x;"))
        .containsExactly("int x = 1;", "return x;");
  }

  private static List<List<String>> sources(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(AdapterDuplicationTest::read)
          .map(AdapterDuplicationTest::code)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> code(String source) {
    return source
        .replaceAll("(?s)/\\*.*?\\*/", "")
        .lines()
        .map(line -> line.replaceAll("\\s+//.*|^//.*", "").strip())
        .filter(line -> line.matches(".*\\w.*"))
        .filter(line -> !line.matches("(import|package|@).*"))
        .toList();
  }

  /** Runs of lines that stand in more than one room. */
  private static Set<String> shared(Map<String, List<List<String>>> rooms) {
    var first = new HashMap<String, String>();
    var shared = new TreeSet<String>();
    rooms.forEach(
        (room, files) -> {
          for (var run : runs(files)) {
            var other = first.putIfAbsent(run, room);
            if (other != null) {
              shared.add(run);
            }
          }
        });
    return shared;
  }

  private static Set<String> runs(List<List<String>> files) {
    var runs = new HashSet<String>();
    for (var lines : files) {
      for (int i = 0; i + RUN <= lines.size(); i++) {
        runs.add(String.join("\n", lines.subList(i, i + RUN)));
      }
    }
    return runs;
  }
}
