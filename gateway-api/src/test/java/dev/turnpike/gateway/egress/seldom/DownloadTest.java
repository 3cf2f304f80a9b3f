package dev.turnpike.gateway.egress.seldom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DownloadTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final ScriptedUpstream SERVER = ScriptedUpstream.start();

  private final Download download = SeldomForTests.download(VERTX);

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
    SERVER.close();
  }

  @Test
  void getsAFileOfTheSizeThatIsAllowed() throws IOException {
    SERVER.answer(Script.answer(200, "text/plain", "12345"));

    assertThat(get(5)).isEqualTo("12345".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void stopsWhereAFileGrowsTooLarge() {
    // It says no length and never ends by itself.
    SERVER.answer(Script.stream().chunk("1234").chunk("5678").stall());

    assertThatThrownBy(() -> get(5)).hasMessage("it is larger than 5 bytes");
  }

  @Test
  void waitsNoLongerThanItMay() {
    SERVER.answer(Script.stream().chunk("1234").stall());

    assertThatThrownBy(() -> get(5)).hasMessage("127.0.0.1 did not answer in time");
  }

  private byte[] get(int most) throws IOException {
    return download.get(SERVER.url("/file"), most, Duration.ofMillis(500));
  }
}
