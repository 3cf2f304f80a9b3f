package dev.turnpike.ingest.otlp;

import dev.turnpike.ingest.otlp.OtlpRequest.MalformedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads a request's body whole, inflated when it was compressed, both under a cap. */
public final class OtlpBody {
  private static final int MIB = 1024 * 1024;

  /** As it comes over the wire. */
  static final int LARGEST = 20 * MIB;

  /** Inflated: gzip makes a thousandth of a body of zeros. */
  static final int LARGEST_INFLATED = 64 * MIB;

  private OtlpBody() {}

  /**
   * The body.
   *
   * @param encoding of the request's header; absent: plain
   * @throws MalformedRequest 413 over a cap, 415 for an encoding that is not read, else 400
   */
  public static byte[] read(@Nullable InputStream body, @Nullable String encoding) {
    var bytes = capped(body == null ? InputStream.nullInputStream() : body, LARGEST, "as sent");
    return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> bytes;
      case "gzip", "x-gzip" -> inflated(bytes);
      default ->
          throw new MalformedRequest(
              "Content-Encoding \"" + encoding + "\" is not read; send gzip or nothing.", 415);
    };
  }

  private static byte[] inflated(byte[] bytes) {
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return capped(stream, LARGEST_INFLATED, "inflated");
    } catch (IOException e) {
      throw new MalformedRequest("The body is not gzip, though Content-Encoding says so.");
    }
  }

  private static byte[] capped(InputStream stream, int largest, String how) {
    try (stream) {
      var bytes = stream.readNBytes(largest + 1);
      if (bytes.length > largest) {
        throw new MalformedRequest(
            "The request body is too large: at most " + largest / MIB + " MiB " + how + ".", 413);
      }
      return bytes;
    } catch (IOException e) {
      throw new MalformedRequest("The request body ended before it was complete.");
    }
  }
}
