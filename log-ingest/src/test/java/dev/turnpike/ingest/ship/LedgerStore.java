package dev.turnpike.ingest.ship;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.span.SpanQuery;
import dev.turnpike.core.span.SpanStore;
import dev.turnpike.core.span.SpanSummary;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes spans as the real store does, by id and all or nothing, and can be away, lose its answer
 * after the commit, or refuse ids that begin with {@code poison}. It takes the shipper through
 * failures that a database shows only by luck; the real one is tested in persistence.
 */
final class LedgerStore implements SpanStore {
  private final Map<String, Span> rows = new LinkedHashMap<>();
  private boolean away;
  private boolean cured;
  private int answersToLose;

  synchronized void away(boolean value) {
    away = value;
  }

  /** From now on nothing is poison. */
  synchronized void cure() {
    cured = true;
  }

  synchronized void loseAnswers(int count) {
    answersToLose = count;
  }

  synchronized List<String> ids() {
    return List.copyOf(rows.keySet());
  }

  synchronized List<Span> rows() {
    return List.copyOf(rows.values());
  }

  @Override
  public synchronized Stored store(List<Span> batch) {
    if (away) {
      throw new StoreUnavailable("away", new IllegalStateException());
    }
    if (!cured && batch.stream().anyMatch(span -> span.id().startsWith("poison"))) {
      throw new SpanRefused("bad value", new IllegalStateException());
    }
    var before = rows.size();
    batch.forEach(span -> rows.putIfAbsent(span.id(), span));
    if (answersToLose > 0) {
      answersToLose--;
      throw new StoreUnavailable("cut between commit and answer", new IllegalStateException());
    }
    return new Stored(rows.size() - before, List.of());
  }

  @Override
  public Optional<Span> find(OrganizationId organization, String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Span> find(SpanQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Found search(SpanQuery query, Duration longest) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SpanSummary summary(SpanQuery query) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean annotate(OrganizationId organization, String id, Annotation annotation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean delete(OrganizationId organization, String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Identity> identity(OrganizationId organization, String id) {
    throw new UnsupportedOperationException();
  }
}
