package dev.turnpike.core.dialect.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.Dialect;
import dev.turnpike.core.dialect.contract.StreamForm;
import dev.turnpike.core.dialect.contract.stream.ReplyAssembler;
import dev.turnpike.core.dialect.contract.stream.StreamTranslation;
import dev.turnpike.core.dialect.registry.Dialects;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer of the corpus, through all sixteen pairs of provider and caller. */
class CorpusTest {
  static List<CorpusCase> replies() {
    return CorpusCase.all().stream().filter(CorpusCase::isReply).toList();
  }

  static List<DialectId> providers(CorpusCase c) {
    return DialectId.ofCallers().stream().filter(c::comesFrom).toList();
  }

  @Test
  void holdsAtLeastSixtyCases() {
    assertThat(CorpusCase.all()).hasSizeGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest
  @MethodSource("replies")
  void tellsEveryCallerWhatEveryProviderSaid(CorpusCase c) {
    var softly = new SoftAssertions();
    for (var provider : providers(c)) {
      for (var caller : DialectId.ofCallers()) {
        var expected = Told.expected(c).by(provider).by(caller);
        softly
            .assertThat(whole(c, provider, caller))
            .as(provider + " → " + caller)
            .isEqualTo(expected);
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("replies")
  void streamsToEveryCallerWhatEveryProviderStreams(CorpusCase c) {
    var softly = new SoftAssertions();
    for (var provider : providers(c)) {
      for (var caller : DialectId.ofCallers()) {
        var expected = Told.expected(c).by(provider).by(caller);
        softly
            .assertThat(streamed(c, provider, caller))
            .as(provider + " ⇒ " + caller)
            .isEqualTo(expected);
      }
    }
    softly.assertAll();
  }

  @ParameterizedTest
  @MethodSource("replies")
  void readsAStreamAlikeWhereverItIsCut(CorpusCase c) {
    for (var provider : providers(c)) {
      var bytes = c.stream(provider);
      var events = Wire.events(bytes);
      var whole = read(provider, events);
      for (int cut = 0; cut < bytes.length; cut++) {
        // A decoder is a function of its events: where they are equal, so is what it reads.
        if (!Wire.yields(events, bytes, cut)) {
          Assertions.fail("%s cut at %d", provider, cut);
        }
      }
      assertThat(read(provider, Wire.trickled(bytes))).as(provider + " in bytes").isEqualTo(whole);
    }
  }

  private static Told whole(CorpusCase c, DialectId provider, DialectId caller) {
    var context = Wire.context();
    var reply = done(Dialects.of(provider).readReply(c.body(provider), context));
    var written = done(Dialects.of(caller).writeReply(reply, context));
    var told = Told.of(done(Dialects.of(caller).readReply(written, context))).by(caller);
    return c.wire("no-usage") ? new Told(told.pieces(), told.finish(), null) : told;
  }

  private static Told streamed(CorpusCase c, DialectId provider, DialectId caller) {
    var bytes = c.stream(provider);
    var forward = translation(Dialects.of(provider), Dialects.of(caller));
    var wire = Wire.translate(forward, Wire.events(bytes));
    var back = translation(Dialects.of(caller), Dialects.of(caller));
    var again = wire.getBytes(StandardCharsets.UTF_8);
    Wire.translate(back, Wire.events(again));
    assertThat(back.error()).as(wire).isNull();
    var told = Told.of(back.reply()).by(caller);
    return c.wire("no-usage") ? new Told(told.pieces(), told.finish(), null) : told;
  }

  private static ChatReply read(DialectId provider, List<Wire.Event> events) {
    var assembler = new ReplyAssembler();
    var decoder = Dialects.of(provider).streamDecoder(Wire.context());
    events.forEach(event -> decoder.event(event.name(), event.data(), assembler::add));
    decoder.end(assembler::add);
    return assembler.reply();
  }

  private static StreamTranslation translation(Dialect from, Dialect to) {
    var context = Wire.context();
    return new StreamTranslation(
        from.streamDecoder(context), to.streamEncoder(context, StreamForm.SSE), context);
  }

  private static <T> T done(Conversion<T> conversion) {
    return switch (conversion) {
      case Conversion.Done<T>(var value, var dropped) -> value;
      case Conversion.Refused<T>(var refusal) -> throw new AssertionError(refusal.message());
    };
  }
}
