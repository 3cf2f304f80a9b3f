package dev.turnpike.core.catalog.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.change.WireForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which headers a provider may be sent. Names and values as in RFC 9110, section 5; values are kept
 * to visible ASCII, spaces and tabs.
 */
public final class HeaderRules {
  private static final int MOST = 50;
  private static final int LONGEST_VALUE = 8192;
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
  private static final Pattern VALUE =
      Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e\\t]*[\\x21-\\x7e])?");

  /** They belong to one connection or frame the message: the gateway alone sets them. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings",
          "host",
          "content-length",
          "content-type",
          "content-encoding",
          "accept-encoding",
          "expect");

  /** They carry the caller's gateway key or say where the caller is: another party's business. */
  private static final Set<String> OF_THE_CALLER =
      Set.of(
          "authorization",
          "x-api-key",
          "api-key",
          "x-goog-api-key",
          "cookie",
          "forwarded",
          "via",
          "x-real-ip",
          "x-data-respan-params",
          "x-data-keywordsai-params");

  private HeaderRules() {}

  public static boolean isValue(String text) {
    return text.length() <= LONGEST_VALUE && VALUE.matcher(text).matches();
  }

  public static boolean contains(Map<String, String> headers, String name) {
    return headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
  }

  /** Reads {@code extra_headers}: merged over what is there, null removing one or, alone, all. */
  public static Map<String, String> statics(WireForm extra, Map<String, String> before) {
    var headers = new LinkedHashMap<String, String>();
    if (extra.isNull("extra_headers")) {
      return headers;
    }
    headers.putAll(before);
    var form = extra.nested("extra_headers");
    for (var member : form.members()) {
      var name = member.getKey();
      headers.keySet().removeIf(name::equalsIgnoreCase);
      if (!NAME.matcher(name).matches()) {
        form.error(name, "Not a header name.");
      } else if (OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
        form.error(name, "The gateway sets this header itself.");
      } else if (!member.getValue().isNull()) {
        putStatic(form, headers, name, member.getValue());
      }
    }
    if (headers.size() > MOST) {
      extra.error("extra_headers", "At most " + MOST + " headers.");
    }
    return headers;
  }

  private static void putStatic(
      WireForm form, Map<String, String> headers, String name, JsonNode value) {
    var text = value.isValueNode() ? value.asText().strip() : "";
    if (isValue(text)) {
      headers.put(name, text);
    } else {
      form.error(name, "Must be a text that can be sent in a header: ASCII, one line, not empty.");
    }
  }

  /** Reads {@code forward_headers}: a list of names, kept in lower case. */
  public static List<String> forwarded(WireForm extra) {
    var names = new ArrayList<String>();
    var list = extra.node("forward_headers").orElse(null);
    if (list == null) {
      return names;
    }
    if (!list.isArray()) {
      extra.error("forward_headers", "Must be a list of header names.");
      return names;
    }
    for (var node : list) {
      var name = node.asText().strip().toLowerCase(Locale.ROOT);
      if (!node.isTextual() || !NAME.matcher(name).matches()) {
        extra.error("forward_headers", "Not a header name: " + node + ".");
      } else if (OF_THE_CONNECTION.contains(name)
          || OF_THE_CALLER.contains(name)
          || name.startsWith("x-forwarded-")) {
        extra.error("forward_headers", "This header never leaves the gateway: " + name + ".");
      } else if (!names.contains(name)) {
        names.add(name);
      }
    }
    if (names.size() > MOST) {
      extra.error("forward_headers", "At most " + MOST + " headers.");
    }
    return names;
  }
}
