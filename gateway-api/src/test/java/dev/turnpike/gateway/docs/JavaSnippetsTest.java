package dev.turnpike.gateway.docs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The documentation's Java, compiled and run as a reader would, by one virtual machine of its own.
 * The other languages are run by {@code snippets.py}.
 */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class JavaSnippetsTest {
  private static final Pattern JAVA = Pattern.compile("(?ms)^```java[^\\n]*\\n(.*?)^```$");
  private static final String ANSWER = "Hello from a model.";

  private static final String CHUNK =
      """
      data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,\
      "delta":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}

      data: [DONE]

      """
          .formatted(ANSWER);

  private static final String WHOLE =
      """
      {"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,\
      "message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
      "usage":{"prompt_tokens":3,"completion_tokens":4,"total_tokens":7}}\
      """
          .formatted(ANSWER);

  @TestHTTPResource URI origin;

  @Test
  void runs(@TempDir Path folder) throws IOException, InterruptedException {
    var blocks = blocks();
    try (var upstream = ScriptedUpstream.start()) {
      upstream.always(
          request ->
              request.text().contains("\"stream\":true")
                  ? Script.answer(200, "text/event-stream", CHUNK)
                  : Script.json(WHOLE));
      serve(upstream);

      var printed = run(program(blocks), folder);

      assertThat(blocks).hasSizeGreaterThanOrEqualTo(4);
      assertThat(printed.split(Pattern.quote(ANSWER), -1)).hasSize(blocks.size() + 1);
    }
  }

  private static List<String> blocks() throws IOException {
    var found = new ArrayList<String>();
    for (var folder : List.of(Path.of("..", "docs"), Path.of("..", "docs", "sdks"))) {
      try (Stream<Path> files = Files.list(folder)) {
        for (var file : files.filter(name -> name.toString().endsWith(".md")).sorted().toList()) {
          JAVA.matcher(Files.readString(file))
              .results()
              .map(one -> one.group(1))
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  /** The model that the pages call. */
  private static void serve(ScriptedUpstream upstream) {
    var provider = "java-snippets-" + upstream.port();
    send(
        "/api/providers/",
        """
        {"provider_id":"%s","provider_name":"Local","extra_kwargs":{"base_url":"%s"}}\
        """
            .formatted(provider, upstream.url("/v1")));
    send(
        "/api/models/",
        """
        {"model_name":"llama3.2","custom_provider_id":"%s"}\
        """
            .formatted(provider));
  }

  private static void send(String path, String body) {
    int status =
        given()
            .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
            .contentType(ContentType.JSON)
            .body(body)
            .post(path)
            .statusCode();
    assertThat(status).isIn(200, 201);
  }

  /** One file: the imports of all, and a method for each. It ends although clients keep threads. */
  private String program(List<String> blocks) {
    var imports = new TreeSet<String>();
    var methods = new StringBuilder();
    var calls = new StringBuilder();
    for (int at = 0; at < blocks.size(); at++) {
      var lines =
          blocks.get(at).lines().collect(Collectors.partitioningBy(l -> l.startsWith("import ")));
      imports.addAll(lines.get(true));
      var body = String.join("\n", lines.get(false));
      methods.append("void block%d() throws Exception {\n%s\n}\n".formatted(at, body));
      calls.append("block%d();\n".formatted(at));
    }
    return (String.join("\n", imports)
            + "\nvoid main() throws Exception {\n"
            + calls
            + "System.exit(0);\n}\n"
            + methods)
        .replace("http://localhost:8080", origin.toString().replaceFirst("/$", ""));
  }

  private static String run(String program, Path folder) throws IOException, InterruptedException {
    var source = Files.writeString(folder.resolve("Snippets.java"), program);
    var printed = folder.resolve("printed");
    var command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                source.toString())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    command.environment().put("TURNPIKE_API_KEY", TurnpikeServer.API_KEY);
    var process = command.start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    var text = Files.readString(printed);
    assertThat(ended && process.exitValue() == 0).as(text).isTrue();
    return text;
  }
}
