package dev.turnpike.console.threads;

import dev.turnpike.console.logs.detail.Conversation;
import dev.turnpike.console.logs.detail.Conversation.Turn;
import dev.turnpike.core.span.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation put together from its calls. Each call carries all that was said before; what is
 * shown of it is what it adds.
 */
public record ThreadTalk(List<Exchange> exchanges) {
  /** What one call added. */
  public record Exchange(Span span, List<Turn> turns) {}

  /**
   * @param calls with their bodies, oldest first
   */
  static ThreadTalk of(List<Span> calls) {
    var said = new ArrayList<Turn>();
    var exchanges = new ArrayList<Exchange>();
    for (var call : calls) {
      var turns = Conversation.of(call).turns();
      var fresh = turns.subList(known(said, turns), turns.size());
      said.clear();
      said.addAll(turns);
      exchanges.add(new Exchange(call, List.copyOf(fresh)));
    }
    return new ThreadTalk(List.copyOf(exchanges));
  }

  /**
   * How many turns at the beginning need not be shown again: all that was said before when the call
   * goes on from there, else the same instructions alone.
   */
  private static int known(List<Turn> said, List<Turn> turns) {
    var same = 0;
    while (same < said.size() && same < turns.size() && same(said.get(same), turns.get(same))) {
      same++;
    }
    if (same == said.size()) {
      return same;
    }
    var instructions = 0;
    while (instructions < same && turns.get(instructions).kind().equals("system")) {
      instructions++;
    }
    return instructions;
  }

  /** A turn comes back as the caller kept it, mostly without the ids around it. */
  private static boolean same(Turn a, Turn b) {
    return a.kind().equals(b.kind()) && a.text().strip().equals(b.text().strip());
  }
}
