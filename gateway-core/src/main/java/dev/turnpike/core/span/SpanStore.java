package dev.turnpike.core.span;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.access.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where spans are kept. Blocking; each call is one transaction. */
public interface SpanStore {
  /**
   * Stores a batch, each span at most once by (organization, id), and moves the counters of keys
   * and customers by exactly what was new. All or nothing.
   *
   * @return how many were new, and those whose id another body holds already: they were not stored
   * @throws SpanRefused when the database will never take one of them; find it by halving the batch
   * @throws StoreUnavailable when the database is away; try again later with the same batch
   */
  Stored store(List<Span> batch);

  Optional<Span> find(OrganizationId organization, String id);

  /**
   * Rows of a page, without bodies; one more than the limit is never returned.
   *
   * @throws QueryRefused when it takes too long, or a pattern in it cannot be read
   */
  List<Span> find(SpanQuery query);

  /**
   * The same, newest first, for a question that may have to look at more than anybody waits for,
   * such as words in bodies: ends after about so long and says how far back it came. To go on, ask
   * again with that instant as the end of the window.
   *
   * @param query sorted by id, descending
   */
  Found search(SpanQuery query, Duration longest);

  SpanSummary summary(SpanQuery query);

  /** Changes what may be changed afterwards; false when there is no such span. */
  boolean annotate(OrganizationId organization, String id, Annotation annotation);

  /** False when there was none. Counters stay: what was spent was spent. */
  boolean delete(OrganizationId organization, String id);

  /** Under what an id was first stored, deleted spans included; answers or fails within seconds. */
  Optional<Identity> identity(OrganizationId organization, String id);

  /**
   * What a search came upon.
   *
   * @param searchedTo nothing older was looked at yet; absent when the limit was reached or the
   *     whole window was looked at
   */
  record Found(List<Span> spans, @Nullable Instant searchedTo) {
    public Found {
      spans = List.copyOf(spans);
    }
  }

  /** What became of a batch; spans that are neither new nor clashing were stored before. */
  record Stored(int inserted, List<Span> clashes) {
    public Stored {
      clashes = List.copyOf(clashes);
    }
  }

  /**
   * What an id stands for.
   *
   * @param bodyHash SHA-256 (hex) of the body a client logged it by; absent for a gateway call
   */
  record Identity(Instant arrival, Optional<String> bodyHash) {}

  /**
   * A later note on a span.
   *
   * @param metadata merged over what is there
   * @param fields wire fields to set, such as {@code note}, {@code custom_identifier}
   */
  record Annotation(Map<String, String> metadata, Map<String, JsonNode> fields) {}

  /** The database refuses this content for good. */
  final class SpanRefused extends RuntimeException {
    public SpanRefused(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The question cannot be answered as it was put; the message tells a user why. */
  final class QueryRefused extends RuntimeException {
    private final Reason reason;

    public QueryRefused(Reason reason, String message, @Nullable Throwable cause) {
      super(message, cause);
      this.reason = reason;
    }

    public Reason reason() {
      return reason;
    }

    /** Whether to ask for less, or otherwise. */
    public enum Reason {
      TOO_MUCH,
      BAD_PATTERN
    }
  }

  /** The database cannot be reached now. */
  final class StoreUnavailable extends RuntimeException {
    public StoreUnavailable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
