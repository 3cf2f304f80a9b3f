package dev.turnpike.core.dialect.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.CallHead;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.registry.Dialects;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For conversations made by chance and all sixteen pairs: what both dialects can say is kept, there
 * and back. A failure names the seed, which makes the same conversation again.
 */
class ThereAndBackTest {
  private static final int ROUNDS = 150;

  static Stream<Arguments> pairs() {
    return DialectId.ofCallers().stream()
        .flatMap(one -> DialectId.ofCallers().stream().map(other -> Arguments.of(one, other)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void keepsAnAnswer(DialectId provider, DialectId caller) {
    for (long seed = 0; seed < ROUNDS; seed++) {
      var reply = new Samples(seed).reply();

      var told = told(told(reply, provider), caller);

      assertThat(Told.of(told).by(caller))
          .as("seed %d", seed)
          .isEqualTo(Told.of(reply).by(provider).by(caller));
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void keepsARequest(DialectId one, DialectId other) {
    int passed = 0;
    for (long seed = 0; seed < ROUNDS; seed++) {
      var sayable = asked(new Samples(seed).request(), one).flatMap(q -> asked(q, other));
      if (sayable.isEmpty()) {
        continue; // One of the two refuses it: nothing is lost silently.
      }

      var again = asked(sayable.get(), one).flatMap(q -> asked(q, other));

      assertThat(again.map(ThereAndBackTest::shown))
          .as("seed %d", seed)
          .contains(shown(sayable.get()));
      passed++;
    }
    assertThat(passed).isGreaterThan(ROUNDS / 2);
  }

  /** Without what a dialect makes up itself: its name for a call that another left nameless. */
  private static List<Object> shown(ChatRequest request) {
    var shown = new ArrayList<Object>();
    request.messages().forEach(m -> shown.add(m.role() + " " + m.blocks()));
    shown.add(request.tooling());
    shown.add(request.sampling());
    shown.add(Optional.ofNullable(request.thinking()));
    shown.add(request.output());
    shown.add(request.tags());
    return shown;
  }

  private static ChatReply told(ChatReply reply, DialectId dialect) {
    var context = Wire.context();
    return done(
        Dialects.of(dialect)
            .readReply(done(Dialects.of(dialect).writeReply(reply, context)), context));
  }

  private static Optional<ChatRequest> asked(ChatRequest request, DialectId dialect) {
    var target = new Target("gpt-or-claude-or-gemini-3", request.stream());
    return switch (Dialects.of(dialect).writeRequest(request, target)) {
      case Conversion.Refused(var refusal) -> Optional.empty();
      case Conversion.Done(var call, var dropped) -> {
        var head =
            dialect == DialectId.GEMINI_GENERATE
                ? CallHead.ofPath("asked-model", request.stream())
                : CallHead.BODY;
        yield Optional.of(done(Dialects.of(dialect).readRequest(call.bytes(), head)));
      }
    };
  }

  private static <T> T done(Conversion<T> conversion) {
    return switch (conversion) {
      case Conversion.Done<T>(var value, var dropped) -> value;
      case Conversion.Refused<T>(var refusal) -> throw new AssertionError(refusal.message());
    };
  }
}
