package dev.turnpike.core.span;

import dev.turnpike.core.span.SpanField.Kind;
import java.util.Optional;

/** The fields that the conditions of one kind of list may name, by their names on the wire. */
public interface FilterFields {
  /** How the field's values compare; empty when there is no such field. */
  Optional<Kind> kind(String wireName);

  /** What the list holds, for messages: {@code logs}, {@code traces} … */
  String things();
}
