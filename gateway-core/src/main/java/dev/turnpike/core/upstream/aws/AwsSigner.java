package dev.turnpike.core.upstream.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests with AWS Signature Version 4, in a header. For services that encode the path a
 * second time, which is all but S3. Thread-safe.
 *
 * <p>The path must hold no empty, {@code .} or {@code ..} segments: it is signed as it stands.
 *
 * @param region such as {@code us-east-1}
 * @param service the name in the credential scope, such as {@code bedrock}
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">
 *     Create a signed AWS API request</a> (read 2026-11-22)
 */
public record AwsSigner(AwsKeys keys, String region, String service) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * What is signed.
   *
   * @param target path and query as they go over the wire, percent-encoded
   * @param headers those to be covered by the signature, {@code host} among them
   */
  public record Request(
      String method, String target, List<Map.Entry<String, String>> headers, byte[] body) {
    public Request {
      headers = List.copyOf(headers);
    }
  }

  /** The headers to add: the time, the session token where there is one, and the signature. */
  public List<Map.Entry<String, String>> sign(Request request, Instant at) {
    var stamp = STAMP.format(at);
    var added = new ArrayList<Map.Entry<String, String>>();
    added.add(Map.entry("x-amz-date", stamp));
    if (keys.sessionToken() != null) {
      added.add(Map.entry("x-amz-security-token", keys.sessionToken()));
    }
    var headers = canonicalHeaders(request.headers(), added);
    var names = String.join(";", headers.keySet());
    var scope = stamp.substring(0, 8) + '/' + region + '/' + service + "/aws4_request";
    var canonical = canonical(request, headers, names);
    var toSign = String.join("\n", ALGORITHM, stamp, scope, hex(sha256(canonical.getBytes(UTF_8))));
    var signature = hex(hmac(signingKey(stamp.substring(0, 8)), toSign));
    added.add(
        Map.entry(
            "authorization",
            "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(ALGORITHM, keys.accessKeyId(), scope, names, signature)));
    return added;
  }

  private static Map<String, String> canonicalHeaders(
      List<Map.Entry<String, String>> given, List<Map.Entry<String, String>> added) {
    var headers = new TreeMap<String, String>();
    for (var list : List.of(given, added)) {
      for (var header : list) {
        var value = header.getValue().strip().replaceAll(" {2,}", " ");
        headers.merge(
            header.getKey().toLowerCase(Locale.ROOT), value, (one, other) -> one + ',' + other);
      }
    }
    return headers;
  }

  private static String canonical(Request request, Map<String, String> headers, String names) {
    int mark = request.target().indexOf('?');
    var path = mark < 0 ? request.target() : request.target().substring(0, mark);
    var query = mark < 0 ? "" : request.target().substring(mark + 1);
    var lines = new StringBuilder();
    lines.append(request.method()).append('\n');
    lines.append(path.isEmpty() ? "/" : encode(path.getBytes(UTF_8), true)).append('\n');
    lines.append(canonicalQuery(query)).append('\n');
    headers.forEach((name, value) -> lines.append(name).append(':').append(value).append('\n'));
    lines.append('\n').append(names).append('\n').append(hex(sha256(request.body())));
    return lines.toString();
  }

  private static String canonicalQuery(String query) {
    if (query.isEmpty()) {
      return "";
    }
    var parameters = new ArrayList<Map.Entry<String, String>>();
    for (var parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      var name = equals < 0 ? parameter : parameter.substring(0, equals);
      var value = equals < 0 ? "" : parameter.substring(equals + 1);
      parameters.add(Map.entry(encode(decoded(name), false), encode(decoded(value), false)));
    }
    // By name and then by value: sorted as whole texts, "a-b=" would come before "a=".
    parameters.sort(
        Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()));
    return parameters.stream()
        .map(p -> p.getKey() + '=' + p.getValue())
        .collect(Collectors.joining("&"));
  }

  /** The bytes behind percent-encoded text; what is no valid code stands for itself. */
  private static byte[] decoded(String text) {
    var bytes = text.getBytes(UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%'
          && i + 2 < bytes.length
          && HexFormat.isHexDigit(bytes[i + 1])
          && HexFormat.isHexDigit(bytes[i + 2])) {
        bytes[length++] = (byte) HexFormat.fromHexDigits(new String(bytes, i + 1, 2, UTF_8));
        i += 2;
      } else {
        bytes[length++] = bytes[i];
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  private static String encode(byte[] bytes, boolean slashStays) {
    var out = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      boolean unreserved =
          c >= 'A' && c <= 'Z'
              || c >= 'a' && c <= 'z'
              || c >= '0' && c <= '9'
              || "-._~".indexOf(c) >= 0;
      if (unreserved || slashStays && c == '/') {
        out.append(c);
      } else {
        out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return out.toString();
  }

  private byte[] signingKey(String day) {
    var key = ("AWS4" + keys.secretAccessKey()).getBytes(UTF_8);
    for (var part : List.of(day, region, service, "aws4_request")) {
      key = hmac(key, part);
    }
    return key;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
