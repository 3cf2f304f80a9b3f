package dev.turnpike.core.upstream;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an address is for. IPv6 addresses that only wrap an IPv4 one (mapped, compatible, NAT64,
 * 6to4, Teredo, ISATAP) are what the wrapped one is: a tunnel is no way around the policy.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA special-purpose
 *     registry, IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA special-purpose
 *     registry, IPv6</a>
 */
enum AddressRange {
  PUBLIC,
  LOOPBACK,
  PRIVATE,
  LINK_LOCAL,
  METADATA,
  UNSPECIFIED,
  MULTICAST,
  RESERVED;

  static AddressRange of(InetAddress address) {
    if (address instanceof Inet6Address six) {
      return wrapped(six.getAddress())
          .map(AddressRange::ofV4)
          .orElseGet(() -> ofV6(six.getAddress()));
    }
    return ofV4(address.getAddress());
  }

  /** Whether a connection to this address ends on this machine. */
  static boolean isThisMachine(InetAddress address) {
    if (of(address) == LOOPBACK) {
      return true;
    }
    try {
      return NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      // No interface can be listed: then none but loopback can be told to be ours.
      return false;
    }
  }

  /** Whether both stand for the same host, one of them wrapped or not. */
  static boolean same(InetAddress one, InetAddress other) {
    return Arrays.equals(unwrapped(one), unwrapped(other));
  }

  private static byte[] unwrapped(InetAddress address) {
    var bytes = address.getAddress();
    return address instanceof Inet4Address ? bytes : wrapped(bytes).orElse(bytes);
  }

  private static AddressRange ofV4(byte[] address) {
    int a = address[0] & 0xff;
    int b = address[1] & 0xff;
    int c = address[2] & 0xff;
    int d = address[3] & 0xff;
    if (a == 169 && b == 254) {
      return d == 254 && c == 169 ? METADATA : LINK_LOCAL;
    }
    // Alibaba Cloud, Oracle Cloud and Azure answer for their machines outside of 169.254/16.
    if ((a == 100 && b == 100 && c == 100 && d == 200)
        || (a == 192 && b == 0 && c == 0 && d == 192)
        || (a == 168 && b == 63 && c == 129 && d == 16)) {
      return METADATA;
    }
    if (a == 127) {
      return LOOPBACK;
    }
    if (a == 0) {
      return UNSPECIFIED;
    }
    if (a >= 224 && a <= 239) {
      return MULTICAST;
    }
    // 100.64/10 is carrier-grade NAT, which home networks built on Tailscale use too.
    if (a == 10
        || (a == 172 && b >= 16 && b <= 31)
        || (a == 192 && b == 168)
        || (a == 100 && b >= 64 && b <= 127)) {
      return PRIVATE;
    }
    return isReservedV4(a, b, c) ? RESERVED : PUBLIC;
  }

  private static boolean isReservedV4(int a, int b, int c) {
    return a >= 240
        || (a == 192 && b == 0 && (c == 0 || c == 2))
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19))
        || (a == 198 && b == 51 && c == 100)
        || (a == 203 && b == 0 && c == 113);
  }

  private static AddressRange ofV6(byte[] address) {
    int first = (address[0] & 0xff) << 8 | (address[1] & 0xff);
    if (isZero(address, 0, 15)) {
      return switch (address[15]) {
        case 0 -> UNSPECIFIED;
        case 1 -> LOOPBACK;
        default -> RESERVED;
      };
    }
    if ((first & 0xff00) == 0xff00) {
      return MULTICAST;
    }
    if ((first & 0xffc0) == 0xfe80) {
      return LINK_LOCAL;
    }
    if (first == 0xfd00 && address[2] == 0x0e && address[3] == (byte) 0xc2) {
      return METADATA; // fd00:ec2::254 and its neighbours: Amazon's metadata services over IPv6
    }
    if ((first & 0xfe00) == 0xfc00 || (first & 0xffc0) == 0xfec0) {
      return PRIVATE;
    }
    // Only 2000::/3 is given out as public; within it, documentation and benchmark blocks are not.
    boolean documentation = first == 0x2001 && address[2] == 0x0d && address[3] == (byte) 0xb8;
    boolean benchmark = first == 0x2001 && address[2] == 0 && address[3] == 2;
    boolean documentation2 = first == 0x3fff && (address[2] & 0xf0) == 0;
    return (first & 0xe000) != 0x2000 || documentation || documentation2 || benchmark
        ? RESERVED
        : PUBLIC;
  }

  /** The IPv4 address inside an IPv6 one, where it holds one. */
  private static Optional<byte[]> wrapped(byte[] six) {
    if (six.length != 16) {
      return Optional.empty();
    }
    int first = (six[0] & 0xff) << 8 | (six[1] & 0xff);
    boolean mapped = isZero(six, 0, 10) && six[10] == -1 && six[11] == -1;
    boolean compatible = isZero(six, 0, 12) && !isZero(six, 12, 15);
    boolean translated = isZero(six, 0, 8) && six[8] == -1 && six[9] == -1 && isZero(six, 10, 12);
    boolean nat64 = first == 0x0064 && six[2] == (byte) 0xff && six[3] == (byte) 0x9b;
    boolean isatap =
        (six[8] & 0xfd) == 0 && six[9] == 0 && six[10] == 0x5e && six[11] == (byte) 0xfe;
    if (mapped || compatible || translated || nat64 || isatap) {
      return Optional.of(Arrays.copyOfRange(six, 12, 16));
    }
    if (first == 0x2002) {
      return Optional.of(Arrays.copyOfRange(six, 2, 6));
    }
    if (first == 0x2001 && six[2] == 0 && six[3] == 0) {
      var client = Arrays.copyOfRange(six, 12, 16); // Teredo stores it with every bit inverted
      for (int i = 0; i < 4; i++) {
        client[i] = (byte) ~client[i];
      }
      return Optional.of(client);
    }
    return Optional.empty();
  }

  private static boolean isZero(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** An address from its bytes, without any look-up. */
  static InetAddress ofBytes(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not 4 or 16 bytes", e);
    }
  }
}
