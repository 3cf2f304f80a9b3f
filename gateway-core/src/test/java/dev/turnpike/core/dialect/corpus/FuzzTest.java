package dev.turnpike.core.dialect.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.CallHead;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.StreamForm;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.contract.stream.StreamTranslation;
import dev.turnpike.core.dialect.registry.Dialects;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutated input: nothing may be thrown, and a stream keeps its promises whatever it is fed. */
class FuzzTest {
  private static final int ROUNDS = 160;

  /** Words that mean something to some dialect, to be planted anywhere. */
  private static final List<String> WORDS =
      List.of(
          "null",
          "[]",
          "{}",
          "-1",
          "1e999",
          "\"\"",
          "[DONE]",
          "\n\n",
          "\r",
          "data:",
          "\"type\":7",
          "\\ud83d",
          "\"error\":{}",
          "\"index\":99999999999");

  static List<DialectId> callers() {
    return DialectId.ofCallers();
  }

  @ParameterizedTest
  @MethodSource("callers")
  void keepsTheOrderOfEventsWhateverAProviderSends(DialectId provider) {
    var random = new Random(7);
    var seeds = seeds(c -> c.isReply() && c.comesFrom(provider), c -> c.stream(provider));
    for (int i = 0; i < ROUNDS; i++) {
      var events = new ArrayList<StreamEvent>();
      var decoder = Dialects.of(provider).streamDecoder(Wire.context());
      for (var event : Wire.events(mutated(pick(seeds, random), random))) {
        decoder.event(event.name(), event.data(), events::add);
      }
      decoder.end(events::add);
      checkOrder(events);
    }
  }

  @ParameterizedTest
  @MethodSource("callers")
  void endsEveryCallersStreamExactlyOnce(DialectId caller) {
    var random = new Random(8);
    for (var provider : DialectId.ofCallers()) {
      var seeds = seeds(c -> c.isReply() && c.comesFrom(provider), c -> c.stream(provider));
      for (int i = 0; i < ROUNDS / 4; i++) {
        var context = Wire.context();
        var translation =
            new StreamTranslation(
                Dialects.of(provider).streamDecoder(context),
                Dialects.of(caller).streamEncoder(context, StreamForm.SSE),
                context);
        var wire = Wire.translate(translation, Wire.events(mutated(pick(seeds, random), random)));
        assertThat(translation.over()).isTrue();
        assertThat(ends(caller, wire)).as(wire).isEqualTo(1);
      }
    }
  }

  private static long ends(DialectId caller, String wire) {
    return Wire.events(wire.getBytes(UTF_8)).stream()
        .filter(
            event ->
                switch (caller) {
                  case OPENAI_CHAT ->
                      event.data().equals("[DONE]") || event.data().startsWith("{\"error\":");
                  case OPENAI_RESPONSES ->
                      Set.of("response.completed", "response.incomplete", "response.failed")
                          .contains(String.valueOf(event.name()));
                  case ANTHROPIC_MESSAGES ->
                      Set.of("message_stop", "error").contains(String.valueOf(event.name()));
                  case GEMINI_GENERATE ->
                      event.data().startsWith("{\"error\":")
                          || event.data().contains("\"usageMetadata\":");
                  case BEDROCK_CONVERSE, COHERE_CHAT, REPLICATE_PREDICTIONS, REDUCTO_PARSE ->
                      throw caller.notOfCallers();
                })
        .count();
  }

  @ParameterizedTest
  @MethodSource("callers")
  void refusesWhatItCannotReadAsAValue(DialectId dialect) {
    var random = new Random(9);
    var name = "request." + dialect.wire() + ".json";
    var seeds = seeds(c -> c.file(name).isPresent(), c -> c.file(name).orElseThrow());
    int read = 0;
    for (int i = 0; i < ROUNDS * 4; i++) {
      var body = mutated(pick(seeds, random), random);
      var request = Dialects.of(dialect).readRequest(body, CallHead.ofPath("m", true));
      if (request instanceof Conversion.Done<ChatRequest>(var value, var dropped)) {
        read++;
        for (var provider : DialectId.ofCallers()) {
          Dialects.of(provider).writeRequest(value, new Target("gemini-3", true));
        }
      }
    }
    assertThat(read).isPositive();
  }

  @ParameterizedTest
  @MethodSource("callers")
  void readsWholeAnswersAndErrorsWithoutThrowing(DialectId provider) {
    var random = new Random(10);
    var seeds = seeds(c -> c.isReply() && c.comesFrom(provider), c -> c.body(provider));
    for (int i = 0; i < ROUNDS * 2; i++) {
      var body = mutated(pick(seeds, random), random);
      var context = Wire.context();
      var reply = Dialects.of(provider).readReply(body, context);
      if (reply instanceof Conversion.Done<ChatReply>(var value, var dropped)) {
        for (var caller : DialectId.ofCallers()) {
          Dialects.of(caller).writeReply(value, context);
        }
      }
      var error = Dialects.of(provider).readError(500, body);
      assertThat(error.message()).isNotBlank();
    }
  }

  @Test
  void survivesDeepNesting() {
    var deep = "[".repeat(100_000).getBytes(UTF_8);
    for (var dialect : DialectId.ofCallers()) {
      assertThat(Dialects.of(dialect).readRequest(deep, CallHead.BODY))
          .isInstanceOf(Conversion.Refused.class);
    }
  }

  private static void checkOrder(List<StreamEvent> events) {
    var open = new HashSet<List<Integer>>();
    var ever = new HashSet<List<Integer>>();
    int ends = 0;
    for (var event : events) {
      assertThat(ends).as("nothing after the end: %s", events).isZero();
      switch (event) {
        case StreamEvent.BlockStarted b -> {
          var at = List.of(b.choice(), b.block());
          assertThat(ever.add(at)).as("begun once: %s", events).isTrue();
          open.add(at);
        }
        case StreamEvent.Delta d ->
            assertThat(open).as("%s", events).contains(List.of(d.choice(), d.block()));
        case StreamEvent.Sealed s ->
            assertThat(open).as("%s", events).contains(List.of(s.choice(), s.block()));
        case StreamEvent.Cited c ->
            assertThat(open).as("%s", events).contains(List.of(c.choice(), c.block()));
        case StreamEvent.BlockEnded e ->
            assertThat(open.remove(List.of(e.choice(), e.block()))).as("%s", events).isTrue();
        case StreamEvent.Ended e -> {
          assertThat(open).as("all ended: %s", events).isEmpty();
          ends++;
        }
        case StreamEvent.Failed f -> ends++;
        default -> {}
      }
    }
    assertThat(ends).as("%s", events).isEqualTo(1);
  }

  private static List<byte[]> seeds(
      Predicate<CorpusCase> which, Function<CorpusCase, byte[]> what) {
    return CorpusCase.all().stream().filter(which).map(what).toList();
  }

  private static byte[] pick(List<byte[]> seeds, Random random) {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private static byte[] mutated(byte[] seed, Random random) {
    var bytes = seed;
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      bytes = mutatedOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] mutatedOnce(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int to = Math.min(bytes.length, at + 1 + random.nextInt(40));
    var out = new ByteArrayOutputStream();
    out.write(bytes, 0, at);
    switch (random.nextInt(5)) {
      case 0 -> {
        out.write(random.nextInt(256));
        out.write(bytes, at + 1, bytes.length - at - 1);
      }
      case 1 -> out.write(bytes, to, bytes.length - to);
      case 2 -> {
        out.write(bytes, at, to - at);
        out.write(bytes, at, bytes.length - at);
      }
      case 3 -> {
        var word = WORDS.get(random.nextInt(WORDS.size())).getBytes(UTF_8);
        out.write(word, 0, word.length);
        out.write(bytes, to, bytes.length - to);
      }
      default -> {}
    }
    return out.toByteArray();
  }
}
