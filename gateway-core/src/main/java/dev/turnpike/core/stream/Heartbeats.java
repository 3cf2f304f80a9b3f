package dev.turnpike.core.stream;

import dev.turnpike.core.dialect.DialectId;
import java.nio.charset.StandardCharsets;

/** What keeps a quiet stream alive, by what the SDKs of each format survive. */
final class Heartbeats {
  private static final byte[] NOTHING = {};
  private static final byte[] PING =
      "event: ping\ndata: {\"type\": \"ping\"}\n\n".getBytes(StandardCharsets.US_ASCII);

  private Heartbeats() {}

  static byte[] of(DialectId dialect) {
    return switch (dialect) {
      case OPENAI_CHAT, OPENAI_RESPONSES -> SseWriter.heartbeat();
      case ANTHROPIC_MESSAGES -> PING.clone();
      // Google's SDKs collect all lines that are not data into JSON: a comment breaks them.
      case GEMINI_GENERATE -> NOTHING;
      case BEDROCK_CONVERSE, COHERE_CHAT, REPLICATE_PREDICTIONS, REDUCTO_PARSE ->
          throw dialect.notOfCallers();
    };
  }
}
