package dev.turnpike.ingest.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.access.LogPrivacy;
import dev.turnpike.core.snapshot.Snapshot;
import dev.turnpike.core.snapshot.SnapshotSource;
import dev.turnpike.core.span.Span;
import dev.turnpike.ingest.body.BodyPreparation;
import dev.turnpike.ingest.spool.SpanProtection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a span what may not be kept, before it is written anywhere. What counts is the
 * strictest of what the call asked for and what its key says now. The row says which it was. When
 * anything goes wrong here, no text is kept at all. Thread-safe.
 */
public final class Protection implements SpanProtection {
  private static final Logger LOG = Logger.getLogger(Protection.class);
  private static final String FIELD = "log_privacy";
  private static final String STREAM_LEFT_OUT =
      "\"A streamed answer is kept as its message, not event by event.\"";
  private static final String FAILED =
      "Texts were not kept: they could not be redacted as was asked.";

  /** Fields without a place of their own that repeat what was said. */
  private static final Set<String> TEXTS =
      Set.of(
          "variables",
          "reasoning",
          "embedding",
          "audio_input_file",
          "audio_output_file",
          "tool_calls",
          "tool_choice",
          "response_format",
          "note",
          "eval_params",
          "full_request",
          "full_response");

  private final SnapshotSource snapshots;
  private final BodyPreparation conversation = new BodyPreparation();
  private volatile @Nullable Index index;

  public Protection(SnapshotSource snapshots) {
    this.snapshots = snapshots;
  }

  /** Keys of a snapshot whose calls are not to be kept in full. */
  private record Index(Snapshot snapshot, Map<UUID, LogPrivacy> keys) {
    static Index of(Snapshot snapshot) {
      var keys = new HashMap<UUID, LogPrivacy>();
      for (var known : snapshot.keys().values()) {
        if (known.privacy() != LogPrivacy.FULL) {
          keys.put(known.id(), known.privacy());
        }
      }
      return new Index(snapshot, keys);
    }
  }

  @Override
  public boolean leavesAlone(Span span) {
    return privacy(span) == LogPrivacy.FULL;
  }

  @Override
  public Span apply(Span span) {
    try {
      return protect(span, privacy(span));
    } catch (RuntimeException e) {
      LOG.errorf("The texts of log %s could not be redacted: %s", span.id(), e.getClass());
      return withoutTexts(span);
    }
  }

  private static Span withoutTexts(Span span) {
    return mark(span, LogPrivacy.NONE, Span.Content.WITHHELD, Protection::left).warned(FAILED);
  }

  private LogPrivacy privacy(Span span) {
    var asked = span.content().privacy();
    return keyPrivacy(span.origin().keyId()).stricter(asked == null ? LogPrivacy.FULL : asked);
  }

  private LogPrivacy keyPrivacy(@Nullable UUID key) {
    if (key == null) {
      return LogPrivacy.FULL;
    }
    var current = snapshots.current();
    var known = index;
    if (known == null || known.snapshot() != current) {
      known = Index.of(current);
      index = known;
    }
    return known.keys().getOrDefault(key, LogPrivacy.FULL);
  }

  private Span protect(Span span, LogPrivacy privacy) {
    return switch (privacy) {
      case FULL -> span;
      case REDACTED -> redacted(span);
      case HASH -> mark(span, privacy, hashed(span.content()), Protection::left);
      case NONE -> mark(span, privacy, Span.Content.WITHHELD, Protection::left);
    };
  }

  /** What of such a field is left when no text is kept: nothing. */
  private static @Nullable JsonNode left(JsonNode value) {
    return null;
  }

  /**
   * A word that was streamed in pieces is whole only in the message, so the message is read first
   * and the events are left out.
   */
  private Span redacted(Span span) {
    var content = conversation.apply(span).content();
    var redacted =
        new Span.Content(
            text(content.request()),
            isJson(content.response()) ? text(content.response()) : streamed(content.response()),
            text(content.promptMessages()),
            text(content.completionMessage()),
            text(content.input()),
            text(content.output()),
            text(content.tools()),
            content.withheld());
    return mark(span, LogPrivacy.REDACTED, redacted, Protection::tree);
  }

  private static @Nullable String streamed(@Nullable String response) {
    return response == null ? null : STREAM_LEFT_OUT;
  }

  private static boolean isJson(@Nullable String response) {
    var start = response == null ? "" : response.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  private static @Nullable String text(@Nullable String text) {
    return text == null ? null : Redaction.of(text);
  }

  private static JsonNode tree(JsonNode value) {
    return switch (value) {
      case TextNode text -> TextNode.valueOf(Redaction.of(text.textValue()));
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> copy.add(tree(item)));
        yield copy;
      }
      case ObjectNode object -> {
        var copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(e -> copy.set(e.getKey(), tree(e.getValue())));
        yield copy;
      }
      default -> value;
    };
  }

  private static Span.Content hashed(Span.Content content) {
    return new Span.Content(
        hash(content.request()),
        hash(content.response()),
        hash(content.promptMessages()),
        hash(content.completionMessage()),
        hash(content.input()),
        hash(content.output()),
        hash(content.tools()),
        content.withheld());
  }

  private static @Nullable String hash(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return "{\"sha256\":\"%s\",\"bytes\":%d}".formatted(hash, bytes.length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The span with these texts; its messages redacted, since a provider's may repeat the prompt. */
  private static Span mark(
      Span span,
      LogPrivacy privacy,
      Span.Content content,
      Function<JsonNode, @Nullable JsonNode> field) {
    var extra = new LinkedHashMap<String, JsonNode>();
    span.extra()
        .forEach(
            (name, value) -> {
              var kept = TEXTS.contains(name) ? field.apply(value) : value;
              if (kept != null) {
                extra.put(name, kept);
              }
            });
    extra.put(FIELD, TextNode.valueOf(privacy.wire()));
    var result = span.result();
    var told =
        new Span.Result(
            result.status(),
            result.statusCode(),
            result.errorCode(),
            text(result.errorMessage()),
            result.warnings());
    List<Span.Attempt> attempts = span.attempts().stream().map(Protection::redacted).toList();
    return new Span(
        span.id(),
        span.organization(),
        span.arrival(),
        span.origin(),
        span.place(),
        span.tags(),
        span.called(),
        span.metering(),
        span.timing(),
        told,
        attempts,
        content,
        extra);
  }

  private static Span.Attempt redacted(Span.Attempt attempt) {
    return new Span.Attempt(
        attempt.providerId(),
        attempt.upstreamModel(),
        attempt.start(),
        attempt.took(),
        attempt.statusCode(),
        text(attempt.reason()));
  }
}
