package dev.turnpike.core.dialect.golden;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.CallHead;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.ProviderCall;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamForm;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.contract.stream.ReplyAssembler;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.stream.TranslatedStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every golden file of the formats that only providers speak. */
class ProviderGoldenTest {
  static List<GoldenCase> requests() {
    return cases(c -> c.has("ask"));
  }

  static List<GoldenCase> replies() {
    return cases(c -> c.has("reply"));
  }

  static List<GoldenCase> streams() {
    return cases(c -> c.has("stream"));
  }

  static List<GoldenCase> errors() {
    return cases(c -> c.has("error"));
  }

  private static List<GoldenCase> cases(Predicate<GoldenCase> which) {
    return GoldenCase.all().stream().filter(which).toList();
  }

  @Test
  void showsEveryFormatWhole() {
    for (var dialect : DialectId.ofProvidersOnly()) {
      assertThat(requests()).as(dialect.wire()).anyMatch(c -> c.dialect() == dialect);
      assertThat(replies()).as(dialect.wire()).anyMatch(c -> c.dialect() == dialect);
      assertThat(streams()).as(dialect.wire()).anyMatch(c -> c.dialect() == dialect);
      assertThat(errors()).as(dialect.wire()).anyMatch(c -> c.dialect() == dialect);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("requests")
  void asksTheProviderWhatTheCallerAsked(GoldenCase c) {
    var model = c.has("model") ? c.get("model").asText() : "some-model";
    var asked = asked(c);
    var target = new Target(model, asked.stream());

    switch (Dialects.ofProvider(c.dialect()).writeRequest(asked, target)) {
      case Conversion.Refused<?>(var refusal) ->
          assertThat(refusal.param()).as(refusal.message()).isEqualTo(c.get("refuses").asText());
      case Conversion.Done<ProviderCall>(var call, var dropped) -> {
        assertThat(c.has("refuses")).as("was to be refused, but is %s", call.body()).isFalse();
        same(call.body(), c.get("body"));
        assertThat(dropped).containsExactlyInAnyOrderElementsOf(texts(c.get("dropped")));
        c.get("path")
            .properties()
            .forEach(
                p ->
                    assertThat(call.pathVariables()).containsEntry(p.getKey(), text(p.getValue())));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("replies")
  void tellsTheCallerWhatTheProviderAnswered(GoldenCase c) {
    var provider = Dialects.ofProvider(c.dialect());

    switch (provider.readReply(c.bytes("reply"), context())) {
      case Conversion.Refused<?>(var refusal) ->
          assertThat(refusal.message()).isEqualTo(c.get("refuses").asText());
      case Conversion.Done<ChatReply>(var reply, var lost) -> {
        assertThat(lost).containsExactlyInAnyOrderElementsOf(texts(c.get("dropped")));
        var chat = Dialects.of(DialectId.OPENAI_CHAT);
        var written = Json.read(done(chat.writeReply(reply, context())));
        same(written, c.get("tells"));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void streamsAlikeWhereverTheBytesAreCut(GoldenCase c) {
    var bytes = c.stream();
    var whole = streamed(c, bytes, bytes.length);

    if (c.has("means")) {
      assertThat(whole).contains(c.get("means").asText());
    } else {
      var assembled = assembled(whole);
      var tells = (ObjectNode) c.get(c.has("tellsStreamed") ? "tellsStreamed" : "tells").deepCopy();
      same(assembled, tells);
    }
    for (int cut = 0; cut < bytes.length; cut++) {
      assertThat(streamed(c, bytes, cut)).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void noticesAStreamThatBreaksOff(GoldenCase c) {
    var bytes = c.stream();
    var stream = stream(c);
    var out = new ByteArrayOutputStream();

    // Whatever follows the first half, the end is missing.
    stream.feed(bytes, 0, bytes.length / 2, out::write);
    stream.finish(out::write);

    assertThat(stream.facts().isFinished()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void readsErrors(GoldenCase c) {
    var error =
        Dialects.ofProvider(c.dialect()).readError(c.get("status").asInt(), c.bytes("error"));

    assertThat(error.message()).isEqualTo(c.get("means").asText());
    assertThat(error.status()).isEqualTo(c.get("status").asInt());
  }

  private static ChatRequest asked(GoldenCase c) {
    var caller =
        c.has("caller")
            ? DialectId.ofWire(c.get("caller").asText()).orElseThrow()
            : DialectId.OPENAI_CHAT;
    return done(Dialects.of(caller).readRequest(c.bytes("ask"), CallHead.BODY));
  }

  private static TranslatedStream stream(GoldenCase c) {
    return new TranslatedStream(c.dialect(), DialectId.OPENAI_CHAT, StreamForm.SSE, context());
  }

  private static String streamed(GoldenCase c, byte[] bytes, int cut) {
    var stream = stream(c);
    var out = new ByteArrayOutputStream();
    stream.feed(bytes, 0, cut, out::write);
    stream.feed(bytes, cut, bytes.length, out::write);
    stream.finish(out::write);
    stream.close(out::write);
    var failure = stream.facts().failure();
    return out.toString(UTF_8) + (failure == null ? "" : "failure: " + failure);
  }

  /** A stream of chat completions put together again, as a client does. */
  private static JsonNode assembled(String stream) {
    assertThat(stream).doesNotContain("failure: ").endsWith("data: [DONE]\n\n");
    var chat = Dialects.of(DialectId.OPENAI_CHAT);
    var assembler = new ReplyAssembler();
    var decoder = chat.streamDecoder(context());
    for (var event : stream.split("\n\n")) {
      decoder.event(null, event.substring("data: ".length()), assembler::add);
    }
    decoder.end(assembler::add);
    return Json.read(done(chat.writeReply(assembler.reply(), context())));
  }

  /** The members of the golden file, each with the same value; ids and times are made here. */
  private static void same(JsonNode actual, JsonNode expected) {
    var seen = (ObjectNode) actual.deepCopy();
    if (expected.has("choices")) {
      seen.retain("choices", "usage", "service_tier");
      var usage = (ObjectNode) seen.path("usage");
      // Details that say nothing would only fill the files.
      usage.remove(
          usage.properties().stream()
              .filter(m -> saysNothing(m.getValue()))
              .map(Map.Entry::getKey)
              .toList());
    }
    assertThat(pretty(seen)).isEqualTo(pretty(expected));
  }

  private static boolean saysNothing(JsonNode details) {
    return details.isObject()
        && details.properties().stream().allMatch(m -> m.getValue().asInt() == 0);
  }

  /** Members in one order, numbers in one form. */
  private static String pretty(JsonNode node) {
    var out = new StringBuilder();
    pretty(node, "", out);
    return out.toString();
  }

  private static void pretty(JsonNode node, String indent, StringBuilder out) {
    if (node.isObject()) {
      out.append("{\n");
      node.properties().stream()
          .sorted((a, b) -> a.getKey().compareTo(b.getKey()))
          .forEach(
              m -> {
                out.append(indent).append("  ").append(m.getKey()).append(": ");
                pretty(m.getValue(), indent + "  ", out);
                out.append('\n');
              });
      out.append(indent).append('}');
    } else if (node.isArray()) {
      out.append("[\n");
      for (var item : node) {
        out.append(indent).append("  ");
        pretty(item, indent + "  ", out);
        out.append('\n');
      }
      out.append(indent).append(']');
    } else {
      out.append(node);
    }
  }

  private static ReplyContext context() {
    var request = ChatRequest.of("asked-model");
    return new ReplyContext("0192f0c1-aaaa-7bbb-8ccc-1234567890ab", 1_700_000_001L, request);
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static String text(JsonNode node) {
    return node.asText();
  }

  private static <T> T done(Conversion<T> conversion) {
    return switch (conversion) {
      case Conversion.Done<T>(var value, var dropped) -> value;
      case Conversion.Refused<T>(var refusal) ->
          throw new AssertionError(refusal.param() + ": " + refusal.message());
    };
  }
}
