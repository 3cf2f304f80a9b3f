package dev.turnpike.ingest.spool;

import dev.turnpike.core.span.Span;

/** What is done to a span before it is written anywhere. */
public interface SpanProtection {
  /** Leaves every span as it is. */
  SpanProtection NONE =
      new SpanProtection() {
        @Override
        public Span apply(Span span) {
          return span;
        }

        @Override
        public boolean leavesAlone(Span span) {
          return true;
        }
      };

  /** The span as it may be written. Called on the spool's thread; must not throw. */
  Span apply(Span span);

  /** Whether {@link #apply} gives the same span. Callable from any thread; quick. */
  boolean leavesAlone(Span span);
}
