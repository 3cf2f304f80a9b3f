package dev.turnpike.core.known;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Extras;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm;
import dev.turnpike.core.dialect.canon.request.Sampling;
import dev.turnpike.core.dialect.canon.request.Tags;
import dev.turnpike.core.dialect.canon.request.Tooling;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.registry.Dialects;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.stream.StreamFacts;
import dev.turnpike.core.usage.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers in the vendors' shapes cost what {@code genai-prices} makes of them: our own readers of
 * usage and our own prices against its extractors and its calculator. {@code
 * scripts/known-models/costs.py} wrote the expected amounts.
 */
class CostsTest {
  private static final JsonMapper JSON = new JsonMapper();

  record Case(
      String provider, String model, DialectId format, Instant at, byte[] body, BigDecimal usd) {
    @Override
    public String toString() {
      return provider + " " + model + " at " + at + ": " + usd;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (var in = Objects.requireNonNull(CostsTest.class.getResourceAsStream("costs.json"))) {
      return stream(JSON.readTree(in).path("cases"));
    }
  }

  private static Stream<Case> stream(JsonNode cases) {
    return java.util.stream.StreamSupport.stream(cases.spliterator(), false)
        .map(
            c ->
                new Case(
                    c.path("provider").asText(),
                    c.path("model").asText(),
                    DialectId.ofWire(c.path("format").asText()).orElseThrow(),
                    Instant.parse(c.path("at").asText()),
                    c.path("body").toString().getBytes(StandardCharsets.UTF_8),
                    new BigDecimal(c.path("usd").asText())));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void costWhatTheReferenceSays(Case given) {
    var row = BuiltInProviders.table().find(given.provider).orElseThrow();
    var model = KnownModels.bundled().find(row, given.model).orElseThrow();

    var cost = model.ratesAt(given.at).cost(usage(given), false);

    assertThat(cost.usd())
        .isEqualByComparingTo(given.usd.setScale(12, java.math.RoundingMode.HALF_EVEN));
  }

  @Test
  void areTwoHundred() throws IOException {
    assertThat(cases()).hasSize(200);
  }

  private static Usage usage(Case given) {
    var context = new ReplyContext("0", 0, request(given.model));
    var read = Dialects.of(given.format).readReply(given.body, context);
    assertThat(read).isInstanceOf(Conversion.Done.class);
    var usage =
        ((Conversion.Done<dev.turnpike.core.dialect.canon.reply.ChatReply>) read).value().usage();
    if (given.format == DialectId.OPENAI_CHAT) {
      // What is only relayed is read by another reader, which must see the same.
      var facts = new StreamFacts();
      new dev.turnpike.core.dialect.openai.chat.stream.ChatFrameReader(facts)
          .read(given.body, 0, given.body.length);
      assertThat(facts.usage()).isEqualTo(usage);
    }
    return Objects.requireNonNull(usage);
  }

  private static ChatRequest request(String model) {
    return new ChatRequest(
        model,
        false,
        false,
        List.of(),
        Tooling.NONE,
        new Sampling(null, null, null, null, List.of(), null, null, null, null, null, null, null),
        null,
        OutputForm.FREE,
        Tags.NONE,
        Extras.NONE);
  }
}
