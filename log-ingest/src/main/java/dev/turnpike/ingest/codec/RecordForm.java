package dev.turnpike.ingest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A record as an object of its components, in their order; absent ones are left out, and members it
 * does not know are ignored. Told what the record holds instead of asking by reflection: this is
 * done for each call, in an executable that has no compiler to make reflection fast.
 */
final class RecordForm<T> implements Form<T> {
  private final Function<Values, T> make;
  private final Member<T, ?>[] members;

  /**
   * @param make the record of its components, which it takes in the order of {@code members}
   */
  @SafeVarargs
  RecordForm(Function<Values, T> make, Member<T, ?>... members) {
    this.make = make;
    this.members = members;
  }

  /** One component of a record. */
  interface Component<T, V> {
    @Nullable V of(T whole);
  }

  static <T, V> Member<T, V> member(String name, Form<V> form, Component<T, V> component) {
    return new Member<>(new SerializedString(name), form, component);
  }

  record Member<T, V>(SerializedString name, Form<V> form, Component<T, V> component) {
    void write(T whole, JsonGenerator json) throws IOException {
      var value = component.of(whole);
      if (value != null) {
        json.writeFieldName(name);
        form.write(value, json);
      }
    }
  }

  /** The components of a record that is being read. */
  static final class Values {
    private final @Nullable Object[] all;
    private int taken;

    private Values(int count) {
      all = new Object[count];
    }

    /** The next component. */
    // Each form gives values of its member's type; what may be absent is for the record to say.
    @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
    <V> V next() {
      return (V) all[taken++];
    }
  }

  @Override
  public void write(T value, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (var member : members) {
      member.write(value, json);
    }
    json.writeEndObject();
  }

  @Override
  public T read(JsonParser json) throws IOException {
    if (!json.hasToken(JsonToken.START_OBJECT)) {
      throw new JsonParseException(json, "not an object: " + json.currentToken());
    }
    var values = new Values(members.length);
    for (var i = 0; i < members.length; i++) {
      values.all[i] = members[i].form().absent();
    }
    var expected = 0;
    for (var name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      var token = json.nextToken();
      var member = find(name, expected);
      if (member < 0) {
        json.skipChildren();
        continue;
      }
      expected = member + 1;
      if (token != JsonToken.VALUE_NULL) {
        values.all[member] = members[member].form().read(json);
      }
    }
    return make.apply(values);
  }

  /** Where a member of this name is, or -1; members mostly come in their order. */
  private int find(String name, int expected) {
    for (var i = expected; i < members.length; i++) {
      if (members[i].name().getValue().equals(name)) {
        return i;
      }
    }
    for (var i = 0; i < expected; i++) {
      if (members[i].name().getValue().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
