package dev.turnpike.ingest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The forms of what records hold. */
final class Forms {
  private Forms() {}

  static final Form<String> TEXT =
      form((text, json) -> json.writeString(text), JsonParser::getText, null);
  static final Form<UUID> ID =
      form(
          (id, json) -> json.writeString(id.toString()),
          json -> UUID.fromString(json.getText()),
          null);
  static final Form<Integer> INT =
      form((number, json) -> json.writeNumber(number), JsonParser::getIntValue, 0);
  static final Form<Long> LONG =
      form((number, json) -> json.writeNumber(number), JsonParser::getLongValue, 0L);
  static final Form<Boolean> FLAG =
      form((flag, json) -> json.writeBoolean(flag), JsonParser::getBooleanValue, false);
  static final Form<BigDecimal> DECIMAL =
      form((number, json) -> json.writeNumber(number), JsonParser::getDecimalValue, null);
  static final Form<Instant> TIME = form(TimesAsNumbers::write, TimesAsNumbers::readInstant, null);
  static final Form<Duration> DURATION =
      form(TimesAsNumbers::write, TimesAsNumbers::readDuration, null);

  /** Any JSON; the parser and the generator must have been made by a mapper. */
  private static final Form<JsonNode> NODE =
      form((node, json) -> json.writeTree(node), JsonParser::readValueAsTree, null);

  static final Form<Map<String, String>> TEXTS = map(TEXT, null);
  static final Form<Map<String, JsonNode>> NODES = map(NODE, NullNode.getInstance());

  /** An enum's constants by their names. */
  static <E extends Enum<E>> Form<E> word(Class<E> type) {
    return form(
        (one, json) -> json.writeString(one.name()),
        json -> Enum.valueOf(type, json.getText()),
        null);
  }

  static <V> Form<List<V>> list(Form<V> item) {
    return form(
        (items, json) -> {
          json.writeStartArray();
          for (var one : items) {
            item.write(one, json);
          }
          json.writeEndArray();
        },
        json -> {
          var items = new ArrayList<V>();
          while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(item.read(json));
          }
          return items;
        },
        List.of());
  }

  /** What has one component, as an object of it. */
  static <V, T> Form<T> only(String name, Form<V> form, Function<T, V> of, Function<V, T> make) {
    return new RecordForm<>(
        values -> make.apply(values.next()), RecordForm.member(name, form, of::apply));
  }

  /**
   * @param nothing what a null among the values is
   */
  private static <V> Form<Map<String, V>> map(Form<V> value, @Nullable V nothing) {
    return form(
        (map, json) -> {
          json.writeStartObject();
          for (var entry : map.entrySet()) {
            json.writeFieldName(entry.getKey());
            if (entry.getValue() == null) {
              json.writeNull();
            } else {
              value.write(entry.getValue(), json);
            }
          }
          json.writeEndObject();
        },
        json -> {
          var map = new LinkedHashMap<String, V>();
          for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            var token = json.nextToken();
            map.put(name, token == JsonToken.VALUE_NULL ? nothing : value.read(json));
          }
          return map;
        },
        Map.of());
  }

  private interface Writer<V> {
    void of(V value, JsonGenerator json) throws IOException;
  }

  private interface Reader<V> {
    V of(JsonParser json) throws IOException;
  }

  private static <V> Form<V> form(Writer<V> write, Reader<V> read, @Nullable V absent) {
    return new Form<>() {
      @Override
      public void write(V value, JsonGenerator json) throws IOException {
        write.of(value, json);
      }

      @Override
      public V read(JsonParser json) throws IOException {
        return read.of(json);
      }

      @Override
      public @Nullable V absent() {
        return absent;
      }
    };
  }
}
