package dev.turnpike.ingest.otlp;

import java.util.List;

/** What an exporter sent at once. */
public record OtlpRequest(List<OtlpSpan> spans) {
  /** Exporters send some hundreds; a request of more is somebody's mistake or attack. */
  public static final int MOST_SPANS = 10_000;

  /** Values within values; attributes of programs have two or three. */
  static final int DEEPEST_VALUE = 32;

  public OtlpRequest {
    spans = List.copyOf(spans);
  }

  /** The two forms of the wire. */
  public enum Form {
    JSON,
    PROTOBUF
  }

  /**
   * Reads a request.
   *
   * @throws MalformedRequest naming the place
   */
  public static OtlpRequest read(byte[] body, Form form) {
    return switch (form) {
      case JSON -> new OtlpRequest(OtlpJson.read(body));
      case PROTOBUF -> new OtlpRequest(OtlpProtobuf.read(body));
    };
  }

  static void countSpan(int already) {
    if (already >= MOST_SPANS) {
      throw new MalformedRequest("A request may have " + MOST_SPANS + " spans at most.", 413);
    }
  }

  /** The request cannot be read at all. */
  public static final class MalformedRequest extends RuntimeException {
    private final int status;

    MalformedRequest(String message) {
      this(message, 400);
    }

    MalformedRequest(String message, int status) {
      super(message);
      this.status = status;
    }

    /** The HTTP status that says it. */
    public int status() {
      return status;
    }
  }
}
