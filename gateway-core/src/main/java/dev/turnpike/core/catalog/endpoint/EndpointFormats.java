package dev.turnpike.core.catalog.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.change.WireForm;
import dev.turnpike.core.dialect.DialectId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code formats}: a list of wire formats, or an object format → path below the base URL. The
 * order is the order of preference.
 */
public final class EndpointFormats {
  /** A path and perhaps a query, of the characters RFC 3986 allows there, and {@code {name}}. */
  private static final Pattern PATH =
      Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@%/{}-]*(\\?[A-Za-z0-9._~!$&'()*+,;=:@%/?-]*)?");

  private static final int LONGEST = 1024;

  private EndpointFormats() {}

  public static Map<DialectId, String> read(WireForm extra) {
    var paths = new LinkedHashMap<DialectId, String>();
    var node = extra.node("formats").orElse(null);
    if (node == null) {
      paths.put(DialectId.OPENAI_CHAT, DialectId.OPENAI_CHAT.defaultPath());
    } else if (node.isTextual()) {
      put(extra, paths, node.textValue(), null);
    } else if (node.isArray()) {
      node.forEach(format -> put(extra, paths, format.asText(), null));
    } else if (node.isObject()) {
      node.properties().forEach(m -> put(extra, paths, m.getKey(), m.getValue()));
    } else {
      extra.error("formats", "Must be a list of formats, or an object of format and path.");
      return paths;
    }
    if (paths.isEmpty() && extra.errors().isEmpty()) {
      extra.error("formats", "Name at least one of " + known() + ".");
    }
    return paths;
  }

  private static void put(
      WireForm extra, Map<DialectId, String> paths, String format, @Nullable JsonNode path) {
    var dialect = DialectId.ofWire(format.strip()).orElse(null);
    if (dialect == null) {
      extra.error("formats", "Unknown format '" + format + "'; known are " + known() + ".");
    } else if (path == null || path.isNull() || path.asText().isBlank()) {
      paths.put(dialect, dialect.defaultPath());
    } else if (!path.isTextual() || !isPath(path.textValue())) {
      extra.error("formats", "The path of " + format + " must begin with '/' and be a valid path.");
    } else {
      paths.put(dialect, path.textValue());
    }
  }

  private static boolean isPath(String text) {
    return text.length() <= LONGEST
        && PATH.matcher(text).matches()
        && Arrays.stream(text.split("[/?]")).noneMatch(s -> s.equals(".") || s.equals(".."));
  }

  private static String known() {
    return Arrays.stream(DialectId.values()).map(DialectId::wire).collect(Collectors.joining(", "));
  }
}
