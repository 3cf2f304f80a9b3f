package dev.turnpike.core.known;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.catalog.ModelType;
import dev.turnpike.core.known.KnownModels.Entry;
import dev.turnpike.core.known.KnownModels.OfProvider;
import dev.turnpike.core.usage.Rate;
import dev.turnpike.core.usage.Rates;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the file of known models, whose form {@code scripts/known-models/make.py} defines. */
final class KnownModelsFile {
  private static final int FORM = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER).build();

  private KnownModelsFile() {}

  /**
   * @param compressed with gzip
   * @throws IOException when it is not of this form; the message says what is wrong
   */
  static KnownModels read(InputStream compressed) throws IOException {
    JsonNode root;
    try (var in = new GZIPInputStream(compressed, 1 << 16)) {
      root = JSON.readTree(in);
    }
    if (root.path("form").asInt() != FORM) {
      throw new IOException("not a file of known models of form " + FORM);
    }
    try {
      var providers = new LinkedHashMap<String, OfProvider>();
      for (var provider : root.path("providers").properties()) {
        providers.put(provider.getKey(), provider(provider.getValue()));
      }
      return new KnownModels(root.path("version").asText(), providers);
    } catch (RuntimeException e) {
      throw new IOException("a model in the file cannot be read: " + e.getMessage(), e);
    }
  }

  private static OfProvider provider(JsonNode in) {
    var entries = new ArrayList<Entry>();
    in.path("models").forEach(model -> entries.add(entry(model)));
    var fallback = new ArrayList<String>();
    in.path("fallback").forEach(id -> fallback.add(id.asText()));
    return new OfProvider(entries, fallback);
  }

  private static Entry entry(JsonNode in) {
    var id = in.required("id").asText();
    var history = new ArrayList<DatedRates>();
    in.path("prices").forEach(prices -> history.add(dated(prices)));
    var can = new LinkedHashSet<String>();
    in.path("can").forEach(word -> can.add(word.asText()));
    return new Entry(
        NameMatch.read(in.required("match")),
        new KnownModel(
            id,
            in.path("name").asText(id),
            ModelType.ofWire(in.path("type").asText("chat")).orElse(ModelType.CHAT),
            history,
            in.has("batch") ? rates(in.get("batch")) : null,
            in.has("window") ? in.get("window").asInt() : null,
            in.has("max_output") ? in.get("max_output").asInt() : null,
            can,
            in.path("deprecated").asBoolean(),
            in.has("ends") ? day(in.get("ends").asText()) : null));
  }

  /** The overlay's dates are typed by hand: one that is none is left out. */
  private static @Nullable LocalDate day(String text) {
    return text.matches("\\d{4}-\\d{2}-\\d{2}") ? LocalDate.parse(text) : null;
  }

  private static DatedRates dated(JsonNode in) {
    var between = in.path("between");
    return new DatedRates(
        in.has("from") ? LocalDate.parse(in.get("from").asText()) : null,
        between.isArray() ? LocalTime.parse(between.get(0).asText()) : null,
        between.isArray() ? LocalTime.parse(between.get(1).asText()) : null,
        rates(in));
  }

  private static Rates rates(JsonNode in) {
    return new Rates(
        rate(in.get("in")),
        rate(in.get("out")),
        rate(in.get("read")),
        rate(in.get("write")),
        rate(in.get("audio_in")),
        rate(in.get("audio_out")),
        rate(in.get("reasoning")),
        in.has("calls") ? new BigDecimal(in.get("calls").asText()) : null);
  }

  private static @Nullable Rate rate(@Nullable JsonNode in) {
    if (in == null) {
      return null;
    }
    if (!in.isObject()) {
      return Rate.of(new BigDecimal(in.asText()));
    }
    List<Rate.Tier> tiers = new ArrayList<>();
    in.path("tiers")
        .forEach(
            t -> tiers.add(new Rate.Tier(t.get(0).asLong(), new BigDecimal(t.get(1).asText()))));
    return new Rate(new BigDecimal(in.required("base").asText()), tiers);
  }
}
