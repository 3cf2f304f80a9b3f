package dev.turnpike.core.upstream;

import java.net.InetAddress;
import java.util.regex.Pattern;

/** Tells IP addresses from names without asking any resolver. */
sealed interface IpLiteral {
  record Address(InetAddress address) implements IpLiteral {}

  /** A number some resolvers take for an address: 2130706433, 0x7f.1, 0177.0.0.1, 127.1. */
  record Ambiguous() implements IpLiteral {}

  record Name() implements IpLiteral {}

  Pattern DOTTED =
      Pattern.compile(
          "(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
  Pattern NUMERIC = Pattern.compile("(0x[0-9a-f]*|\\d+)(\\.(0x[0-9a-f]*|\\d+))*");

  static IpLiteral parse(String host) {
    if (host.startsWith("[") && host.endsWith("]")) {
      return ofV6(host.substring(1, host.length() - 1));
    }
    var dotted = DOTTED.matcher(host);
    if (dotted.matches()) {
      var bytes = new byte[4];
      for (int i = 0; i < 4; i++) {
        int part = Integer.parseInt(dotted.group(i + 1));
        if (part > 255) {
          return new Ambiguous();
        }
        bytes[i] = (byte) part;
      }
      return new Address(AddressRange.ofBytes(bytes));
    }
    return NUMERIC.matcher(host).matches() ? new Ambiguous() : new Name();
  }

  private static IpLiteral ofV6(String text) {
    if (text.indexOf('%') >= 0) {
      return new Ambiguous(); // a zone only makes sense for link-local addresses, which are denied
    }
    try {
      return new Address(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return new Ambiguous();
    }
  }
}
