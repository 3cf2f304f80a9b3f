package dev.turnpike.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.KeyDigest;
import dev.turnpike.core.access.KeyFormat;
import dev.turnpike.core.access.KeyLimits;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.error.GatewayError.Unauthenticated;
import dev.turnpike.core.error.GatewayError.Unauthenticated.Cause;
import dev.turnpike.core.snapshot.Snapshot;
import dev.turnpike.gateway.access.Authenticator.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final String SECRET = "a-key-of-any-form";

  private final Authenticator authenticator =
      new Authenticator(Clock.fixed(NOW, ZoneOffset.UTC), new SimpleMeterRegistry());

  @ParameterizedTest
  @CsvSource({
    "authorization, Bearer a-key-of-any-form",
    "authorization, bearer   a-key-of-any-form",
    "x-api-key, a-key-of-any-form",
    "api-key, a-key-of-any-form",
    "x-goog-api-key, a-key-of-any-form"
  })
  void takesTheKeyWhereSdksPutIt(String header, String value) {
    var key = key(null, null);

    var answer = authenticate(key, Map.of(header, value), Map.of());

    assertThat(answer).isEqualTo(new Answer.Known(key));
  }

  @Test
  void takesTheKeyAsBasicPassword() {
    var key = key(null, null);
    var pair = "anyone:" + SECRET;
    var basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));

    var answer = authenticate(key, Map.of("authorization", "Basic " + basic), Map.of());

    assertThat(answer).isEqualTo(new Answer.Known(key));
  }

  @Test
  void takesTheKeyFromTheQuery() {
    var key = key(null, null);

    var answer = authenticate(key, Map.of(), Map.of("key", SECRET));

    assertThat(answer).isEqualTo(new Answer.Known(key));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic !!!", "Basic bm9jb2xvbg==", "Token abc", "Bearer a b", SECRET})
  void saysWhenTheHeaderIsNotUnderstood(String authorization) {
    var answer = authenticate(key(null, null), Map.of("authorization", authorization), Map.of());

    assertThat(answer).isEqualTo(refused(Cause.MALFORMED, null));
  }

  @Test
  void saysWhenThereIsNoKey() {
    assertThat(authenticate(key(null, null), Map.of(), Map.of()))
        .isEqualTo(refused(Cause.MISSING, null));
    assertThat(authenticate(key(null, null), Map.of("authorization", "Bearer"), Map.of()))
        .isEqualTo(refused(Cause.MISSING, null));
  }

  @Test
  void countsKeysOfNobody() {
    var answer = authenticate(key(null, null), Map.of("x-api-key", "guessed"), Map.of());

    assertThat(answer).isEqualTo(refused(Cause.UNKNOWN, null));
    assertThat(authenticator.unknownKeys()).isEqualTo(1);
  }

  @Test
  void tellsAKeyOfOurFormThatWasMistyped() {
    var key = KeyFormat.mint(new SecureRandom());
    var cut = key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");

    var answer = authenticate(key(null, null), Map.of("x-api-key", cut), Map.of());

    assertThat(answer).isEqualTo(refused(Cause.MISTYPED, null));
    assertThat(authenticator.unknownKeys()).isEqualTo(1);
  }

  @Test
  void tellsWhoseKeyWasRevoked() {
    var revoked = key(NOW.minusSeconds(1), null);

    var answer = authenticate(revoked, Map.of("x-api-key", SECRET), Map.of());

    assertThat(answer).isEqualTo(refused(Cause.REVOKED, revoked));
    assertThat(authenticator.unknownKeys()).isZero();
  }

  @Test
  void refusesFromTheInstantOfExpiryOn() {
    var expired = key(null, NOW);
    var good = key(null, NOW.plusSeconds(1));

    assertThat(authenticate(expired, Map.of("x-api-key", SECRET), Map.of()))
        .isEqualTo(refused(Cause.EXPIRED, expired));
    assertThat(authenticate(good, Map.of("x-api-key", SECRET), Map.of()))
        .isEqualTo(new Answer.Known(good));
  }

  private Answer authenticate(
      VirtualKey key, Map<String, String> headers, Map<String, String> query) {
    var snapshot = new Snapshot(1, NOW, Map.of(key.digest(), key), Map.of());
    return authenticator.authenticate(
        snapshot, new HashMap<>(headers)::get, new HashMap<>(query)::get);
  }

  private static Answer.Refused refused(Cause cause, @Nullable VirtualKey key) {
    return new Answer.Refused(new Unauthenticated(cause), key);
  }

  private static VirtualKey key(@Nullable Instant revokedAt, @Nullable Instant expiresAt) {
    return new VirtualKey(
        new UUID(0, 1),
        new OrganizationId(new UUID(0, 2)),
        "test",
        "tp_test",
        KeyDigest.of(SECRET),
        Set.of(Right.CALLS),
        Environment.PROD,
        new KeyLimits(expiresAt, null, null, null),
        NOW.minusSeconds(60),
        revokedAt);
  }
}
