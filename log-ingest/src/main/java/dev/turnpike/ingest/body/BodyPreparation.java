package dev.turnpike.ingest.body;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.span.Span;
import dev.turnpike.core.transcript.Transcript;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Readies a span's bodies for the database: reads the conversation from the wire bodies where the
 * client did not give it, then replaces media. Never throws; a body that cannot be prepared is
 * stored as it passed, and the row says so.
 */
public final class BodyPreparation implements UnaryOperator<Span> {
  private static final Logger LOG = Logger.getLogger(BodyPreparation.class);
  private static final String WARNING = "The conversation could not be read from the bodies.";

  @Override
  public Span apply(Span span) {
    if (span.content().isEmpty()) {
      return span;
    }
    try {
      return span.with(withoutMedia(withTranscript(span)));
    } catch (RuntimeException e) {
      LOG.errorf(e, "The conversation of log %s could not be read", span.id());
      return span.warned(WARNING);
    }
  }

  private static Span.Content withTranscript(Span span) {
    var content = span.content();
    var dialect = Optional.ofNullable(span.called().dialect()).flatMap(DialectId::ofWire);
    if (dialect.isEmpty()
        || content.promptMessages() != null
        || content.completionMessage() != null) {
      return content;
    }
    var transcript =
        Transcript.read(
            dialect.get(), span.called().model(), content.request(), content.response());
    return new Span.Content(
        content.request(),
        content.response(),
        transcript.promptMessages(),
        transcript.completionMessage(),
        content.input(),
        content.output(),
        content.tools() == null ? transcript.tools() : content.tools(),
        content.withheld());
  }

  private static Span.Content withoutMedia(Span.Content content) {
    return new Span.Content(
        MediaReferences.replaceIn(content.request()),
        MediaReferences.replaceIn(content.response()),
        MediaReferences.replaceIn(content.promptMessages()),
        MediaReferences.replaceIn(content.completionMessage()),
        MediaReferences.replaceIn(content.input()),
        MediaReferences.replaceIn(content.output()),
        MediaReferences.replaceIn(content.tools()),
        content.withheld());
  }
}
