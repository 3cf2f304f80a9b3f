package dev.turnpike.core.dialect.contract;

import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.usage.Usage;

/** Where it is noted what the events of a relayed stream mean for the exchange. */
public interface StreamNotes {
  /** The provider's id of the answer. */
  void responseId(String id);

  /**
   * Something a model produced has passed.
   *
   * @param characters length of its text; 0 for what is no text
   */
  void content(int characters);

  /** Usage so far; the last one told holds. */
  void usage(Usage told);

  /** A finish reason was seen: nothing more is missing, whatever still comes. */
  void finished();

  /** The answer is whole and over. */
  void ended();

  /** The provider says that it failed. */
  void failed(WireError error);

  /** What came is not what the dialect speaks. */
  void garbage(String why);
}
