package dev.turnpike.core.body.form;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.body.GatewayFields;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A form whose parts are known by place. Holds the caller's bytes; nobody may change them.
 *
 * @param parts in order of appearance; a name may appear several times
 */
public record FormBody(byte[] bytes, List<FormPart> parts) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public FormBody {
    parts = List.copyOf(parts);
  }

  /**
   * The form as a JSON object: plain fields as texts, files as what can be said of them in a log.
   * It is what the gateway reads its parameters from and what the log row shows; no provider gets
   * it.
   */
  public byte[] described() {
    var object = JsonNodeFactory.instance.objectNode();
    for (var part : parts) {
      add(object, part.name(), part.isFile() ? file(part) : field(part));
    }
    return object.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * The upstream body: the same bytes, but for fields that do not pass and the value of one.
   *
   * @param leftOut names of plain fields that do not pass
   * @param renamed name of the field whose value changes
   * @param value its new value
   */
  public byte[] bytes(Set<String> leftOut, String renamed, String value) {
    var text = value.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(bytes.length + text.length);
    int copied = 0;
    for (var part : parts) {
      if (part.isFile()) {
        continue;
      }
      if (leftOut.contains(part.name())) {
        out.write(bytes, copied, part.start() - copied);
        copied = part.end();
      } else if (part.name().equals(renamed) && !text(part).equals(value)) {
        out.write(bytes, copied, part.valueStart() - copied);
        out.writeBytes(text);
        copied = part.valueEnd();
      }
    }
    if (copied == 0) {
      return bytes;
    }
    out.write(bytes, copied, bytes.length - copied);
    return out.toByteArray();
  }

  /** The same bytes, but for fields that do not pass. */
  public byte[] bytes(Set<String> leftOut) {
    return bytes(leftOut, "", "");
  }

  private String text(FormPart part) {
    return new String(
        bytes, part.valueStart(), part.valueEnd() - part.valueStart(), StandardCharsets.UTF_8);
  }

  private static ObjectNode file(FormPart part) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("filename", part.filename())
        .put("content_type", part.type())
        .put("bytes", part.valueEnd() - part.valueStart());
  }

  private JsonNode field(FormPart part) {
    var text = text(part);
    if (part.name().equals("stream") && (text.equals("true") || text.equals("false"))) {
      return BooleanNode.valueOf(text.equals("true"));
    }
    // Forms know texts only: the gateway's own objects stand in them as JSON.
    return GatewayFields.OWN.contains(part.name()) && text.startsWith("{")
        ? object(text)
        : TextNode.valueOf(text);
  }

  private static JsonNode object(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  private static void add(ObjectNode object, String name, JsonNode value) {
    var there = object.get(name);
    // Given twice, the gateway's own two would be an error that nobody could read in a list.
    if (there instanceof ArrayNode list && !GatewayFields.OWN.contains(name)) {
      list.add(value);
    } else if (name.endsWith("[]")) {
      object.putArray(name).add(value);
    } else if (there != null && !GatewayFields.OWN.contains(name)) {
      object.putArray(name).add(there).add(value);
    } else {
      object.set(name, value);
    }
  }
}
