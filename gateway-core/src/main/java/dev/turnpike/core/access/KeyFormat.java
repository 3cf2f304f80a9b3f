package dev.turnpike.core.access;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The form of the keys the gateway issues: {@code tp_<publicId>_<secret><checksum>}. The public id
 * (8 characters) is for display, the secret (43) holds 256 random bits, the checksum (6) is the
 * CRC-32 of all before it; everything is base 62. Other values work as keys too when they are
 * stored, so only a key of this form can be told to be mistyped.
 */
public final class KeyFormat {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String START = "tp_";
  private static final int PUBLIC_ID = 8;
  private static final int SECRET = 43;
  private static final int CHECKSUM = 6;
  private static final int PREFIX = START.length() + PUBLIC_ID;
  private static final int LENGTH = PREFIX + 1 + SECRET + CHECKSUM;
  private static final int SHOWN_OF_OTHERS = 4;

  private KeyFormat() {}

  /** A new key. */
  public static String mint(SecureRandom random) {
    var publicId = base62(new BigInteger(47, random), PUBLIC_ID);
    var secret = base62(new BigInteger(256, random), SECRET);
    var body = START + publicId + "_" + secret;
    return body + checksum(body);
  }

  /**
   * Whether the text is meant to be a key of ours but cannot be one: the form is right, the
   * checksum is not. Such a key needs no look-up. Any other text may be a key.
   */
  public static boolean isMistyped(String key) {
    if (key.length() != LENGTH || !key.startsWith(START) || key.charAt(PREFIX) != '_') {
      return false;
    }
    var body = key.substring(0, LENGTH - CHECKSUM);
    return !key.endsWith(checksum(body));
  }

  /**
   * What may be shown of a key: {@code tp_} and the public id, or the first four characters of a
   * value that was chosen elsewhere and is long enough to lose them.
   */
  public static String prefix(String key) {
    if (key.length() == LENGTH && key.startsWith(START) && key.charAt(PREFIX) == '_') {
      return key.substring(0, PREFIX);
    }
    return key.length() >= 32 ? key.substring(0, SHOWN_OF_OTHERS) : "";
  }

  private static String checksum(String body) {
    var crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM);
  }

  private static String base62(BigInteger number, int length) {
    var base = BigInteger.valueOf(DIGITS.length());
    var text = new char[length];
    var rest = number;
    for (var i = length - 1; i >= 0; i--) {
      var split = rest.divideAndRemainder(base);
      text[i] = DIGITS.charAt(split[1].intValue());
      rest = split[0];
    }
    return new String(text);
  }
}
