package dev.turnpike.core.upstream.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
  private static final EntraApplication APPLICATION =
      new EntraApplication(EntraApplication.PUBLIC, "t", "c", "s");

  private Instant now = Instant.parse("2026-11-22T12:00:00Z");
  private final InstantSource clock = () -> now;
  private final Service service = new Service();
  private final AccessTokens tokens = new AccessTokens(service, clock);

  @Test
  void asksOnceForCallsAtTheSameTime() {
    var first = tokens.get(APPLICATION);
    var second = tokens.get(APPLICATION);
    assertThat(service.asked).hasSize(1);

    service.answer(0, 200, "{\"access_token\":\"one\",\"expires_in\":3600}");

    assertThat(value(first)).isEqualTo("one");
    assertThat(value(second)).isEqualTo("one");
    assertThat(value(tokens.get(APPLICATION))).isEqualTo("one");
    assertThat(service.asked).hasSize(1);
  }

  @Test
  void renewsBesideTheCallsThatStillUseTheOldOne() {
    tokens.get(APPLICATION);
    service.answer(0, 200, "{\"access_token\":\"one\",\"expires_in\":3600}");
    now = now.plus(Duration.ofMinutes(56));

    assertThat(value(tokens.get(APPLICATION))).isEqualTo("one");
    assertThat(value(tokens.get(APPLICATION))).isEqualTo("one");
    assertThat(service.asked).hasSize(2);
    service.answer(1, 200, "{\"access_token\":\"two\",\"expires_in\":3600}");

    assertThat(value(tokens.get(APPLICATION))).isEqualTo("two");
  }

  @Test
  void goesOnWithTheOldOneWhenRenewingFails() {
    tokens.get(APPLICATION);
    service.answer(0, 200, "{\"access_token\":\"one\",\"expires_in\":3600}");
    now = now.plus(Duration.ofMinutes(56));

    var held = tokens.get(APPLICATION);
    service.fail(1);

    assertThat(value(held)).isEqualTo("one");
    assertThat(value(tokens.get(APPLICATION))).isEqualTo("one");
    assertThat(service.asked).hasSize(3);
  }

  @Test
  void waitsForANewOneWhenTheOldCouldEndOnTheWay() {
    tokens.get(APPLICATION);
    service.answer(0, 200, "{\"access_token\":\"one\",\"expires_in\":3600}");
    now = now.plus(Duration.ofSeconds(3580));

    var waiting = tokens.get(APPLICATION).toCompletableFuture();

    assertThat(waiting).isNotDone();
    service.answer(1, 200, "{\"access_token\":\"two\",\"expires_in\":3600}");
    assertThat(value(waiting)).isEqualTo("two");
  }

  @Test
  void asksAgainAfterARefusal() {
    var refused = tokens.get(APPLICATION).toCompletableFuture();
    service.answer(0, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Account gone.\"}");

    assertThatThrownBy(refused::join).hasMessageContaining("Account gone.");
    tokens.get(APPLICATION);
    assertThat(service.asked).hasSize(2);
  }

  @Test
  void keepsSecretsApart() {
    var other =
        new EntraApplication(URI.create("https://login.microsoftonline.com"), "t", "c", "x");

    tokens.get(APPLICATION);
    tokens.get(other);

    assertThat(service.asked).hasSize(2);
    assertThat(other.identity()).isNotEqualTo(APPLICATION.identity()).doesNotContain(" x");
  }

  @Test
  void asksMicrosoftAsItsDocumentationSays() {
    var request = APPLICATION.request(now);

    assertThat(request.endpoint())
        .isEqualTo(URI.create("https://login.microsoftonline.com/t/oauth2/v2.0/token"));
    assertThat(request.form())
        .isEqualTo(
            "grant_type=client_credentials&client_id=c&client_secret=s"
                + "&scope=https%3A%2F%2Fcognitiveservices.azure.com%2F.default");
  }

  private static String value(CompletionStage<AccessToken> token) {
    var future = token.toCompletableFuture();
    assertThat(future).isDone();
    return future.join().value();
  }

  private static final class Service implements TokenEndpoint {
    final List<CompletableFuture<Reply>> asked = new ArrayList<>();

    @Override
    public CompletionStage<Reply> post(TokenRequest request) {
      var reply = new CompletableFuture<Reply>();
      asked.add(reply);
      return reply;
    }

    void answer(int call, int status, String body) {
      asked.get(call).complete(new Reply(status, body.getBytes(UTF_8)));
    }

    void fail(int call) {
      asked.get(call).completeExceptionally(new IllegalStateException("away"));
    }
  }
}
