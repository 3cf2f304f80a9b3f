package dev.turnpike.ingest.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How values of one type stand in JSON. */
interface Form<V> {
  void write(V value, JsonGenerator json) throws IOException;

  /** The value whose first token, never a null, the parser is at; leaves it at the last one. */
  V read(JsonParser json) throws IOException;

  /** What a member that is null or not there means. */
  default @Nullable V absent() {
    return null;
  }
}
