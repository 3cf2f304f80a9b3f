package dev.turnpike.core.dialect.corpus;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.CallHead;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.ProviderCall;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.registry.Dialects;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests of the corpus. {@code request} states by hand what is asked, as lines; a file {@code
 * request.<dialect>.json} is how a caller of that dialect asks it. Per dialect {@code loses} says
 * which lines the format cannot say, {@code gains} which it adds, {@code drops} the names reported
 * for it as a provider's, {@code refuses} the field it refuses.
 */
class RequestCorpusTest {
  static List<CorpusCase> requests() {
    return CorpusCase.all().stream().filter(CorpusCase::isRequest).toList();
  }

  static List<DialectId> callers(CorpusCase c) {
    return DialectId.ofCallers().stream()
        .filter(d -> c.file("request." + d.wire() + ".json").isPresent())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void readsAlikeFromEveryCaller(CorpusCase c) {
    var softly = new SoftAssertions();
    for (var caller : callers(c)) {
      softly
          .assertThat(Asked.lines(read(c, caller)))
          .as(caller.wire())
          .containsExactlyInAnyOrderElementsOf(by(caller, texts(c, "request", null), c));
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void asksEveryProviderWhatEveryCallerAsked(CorpusCase c) {
    var softly = new SoftAssertions();
    for (var caller : callers(c)) {
      var request = read(c, caller);
      for (var provider : DialectId.ofCallers()) {
        check(c, request, caller, provider, softly);
      }
    }
    softly.assertAll();
  }

  private static void check(
      CorpusCase c,
      ChatRequest request,
      DialectId caller,
      DialectId provider,
      SoftAssertions softly) {
    var pair = caller.wire() + " → " + provider.wire();
    var refuses = Json.text(c.json().path("refuses"), provider.wire());
    switch (Dialects.of(provider).writeRequest(request, new Target("up", false))) {
      case Conversion.Refused<?>(var refusal) ->
          softly.assertThat(refusal.param()).as(pair + ": " + refusal.message()).isEqualTo(refuses);
      case Conversion.Done<ProviderCall>(var call, var dropped) -> {
        softly.assertThat(refuses).as(pair + " was not refused").isEmpty();
        var again =
            done(Dialects.of(provider).readRequest(call.bytes(), CallHead.ofPath("up", false)));
        softly
            .assertThat(Asked.lines(again))
            .as(pair)
            .containsExactlyInAnyOrderElementsOf(by(provider, Asked.lines(request), c));
        if (caller == DialectId.OPENAI_CHAT) {
          softly.assertThat(dropped).as(pair + " drops").isEqualTo(texts(c, "drops", provider));
        }
      }
    }
  }

  private static List<String> by(DialectId dialect, List<String> lines, CorpusCase c) {
    var left = new ArrayList<>(lines);
    left.removeAll(texts(c, "loses", dialect));
    for (var line : texts(c, "gains", dialect)) {
      var name = line.substring(0, line.indexOf(':') + 1);
      if (left.stream().noneMatch(l -> l.startsWith(name)) || !name.equals("max_tokens:")) {
        left.remove(line);
        left.add(line);
      }
    }
    return left;
  }

  private static List<String> texts(CorpusCase c, String member, @Nullable DialectId dialect) {
    var node = c.json().path(member);
    var found = new ArrayList<String>();
    (dialect == null ? node : node.path(dialect.wire())).forEach(t -> found.add(t.asText()));
    return found;
  }

  private static ChatRequest read(CorpusCase c, DialectId caller) {
    var body = c.file("request." + caller.wire() + ".json").orElseThrow();
    return done(Dialects.of(caller).readRequest(body, CallHead.ofPath("m", false)));
  }

  private static <T> T done(Conversion<T> conversion) {
    return switch (conversion) {
      case Conversion.Done<T>(var value, var dropped) -> value;
      case Conversion.Refused<T>(var refusal) ->
          throw new AssertionError(refusal.param() + ": " + refusal.message());
    };
  }
}
