package dev.turnpike.core.upstream.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The fakes of formats that are no chat refuse what their vendors refuse: a wrong credential, a
 * path that is not served, a parameter that is unknown. The other rows' are judged in the contract
 * test of all providers.
 */
class FakesRefuseTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  private enum Fake {
    REPLICATE(
        new ReplicateFake(path -> path),
        ReplicateFake.API_KEY,
        "/v1/models/meta/llama/predictions",
        "{\"stream\":true,\"input\":{\"prompt\":\"Hi\"}"),
    REDUCTO(
        new ReductoFake(),
        ReductoFake.API_KEY,
        "/parse",
        "{\"input\":\"https://example.com/a.pdf\"");

    private final Function<ReceivedRequest, Script> server;
    private final String key;
    private final String path;
    private final String begun;

    Fake(Function<ReceivedRequest, Script> server, String key, String path, String begun) {
      this.server = server;
      this.key = key;
      this.path = path;
      this.begun = begun;
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesWhatTheVendorRefuses(Fake fake) throws Exception {
    try (var upstream = ScriptedUpstream.start().always(fake.server)) {
      var good = fake.begun + "}";

      assertThat(status(upstream, fake.path, fake.key, good)).isBetween(200, 201);
      assertThat(status(upstream, fake.path, "wrong", good)).isEqualTo(401);
      assertThat(status(upstream, "/elsewhere", fake.key, good)).isEqualTo(404);
      assertThat(status(upstream, fake.path, fake.key, fake.begun + ",\"no_such\":1}"))
          .isEqualTo(422);
    }
  }

  private static int status(ScriptedUpstream upstream, String path, String key, String body)
      throws IOException, InterruptedException {
    return CLIENT
        .send(
            HttpRequest.newBuilder(upstream.url(path))
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
