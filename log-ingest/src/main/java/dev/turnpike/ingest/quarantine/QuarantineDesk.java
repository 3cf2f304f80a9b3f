package dev.turnpike.ingest.quarantine;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.span.QuarantinedSpans;
import dev.turnpike.core.span.SpanSink;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** The quarantine for those who look after it: sends spans by the spool. Thread-safe. */
@Singleton
final class QuarantineDesk implements QuarantinedSpans {
  private final Quarantine quarantine;
  private final SpanSink sink;

  QuarantineDesk(Quarantine quarantine, SpanSink sink) {
    this.quarantine = quarantine;
    this.sink = sink;
  }

  @Override
  public int count(OrganizationId organization) {
    try {
      return quarantine.count(organization);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Kept> list(OrganizationId organization, int skip, int most) {
    try {
      return quarantine.list(organization, skip, most);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int replay(OrganizationId organization, Set<String> ids) {
    try {
      return quarantine.replay(organization, ids, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
