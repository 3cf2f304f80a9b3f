package dev.turnpike.core.stream;

import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.WireError;

/** Notes what the steps of an answer mean for the exchange. */
public final class EventFacts {
  private final StreamFacts facts;

  EventFacts(StreamFacts facts) {
    this.facts = facts;
  }

  /** The facts of a whole answer. */
  public static StreamFacts of(ChatReply reply) {
    var facts = new StreamFacts();
    if (!reply.id().isEmpty()) {
      facts.responseId(reply.id());
    }
    for (var choice : reply.choices()) {
      choice.blocks().forEach(block -> content(block, facts));
    }
    if (reply.usage() != null) {
      facts.usage(reply.usage());
    }
    facts.finished();
    facts.done();
    return facts;
  }

  void note(StreamEvent event) {
    switch (event) {
      case StreamEvent.Started s -> {
        if (!s.id().isEmpty()) {
          facts.responseId(s.id());
        }
      }
      case StreamEvent.BlockStarted b -> content(b.head(), facts);
      case StreamEvent.Delta d -> facts.content(d.text().length());
      case StreamEvent.UsageReported u -> facts.usage(u.usage());
      case StreamEvent.Ended e -> {
        facts.finished();
        facts.done();
      }
      case StreamEvent.Failed(var error) -> failed(error);
      case StreamEvent.Sealed s -> {}
      case StreamEvent.Cited c -> {}
      case StreamEvent.Logprobs l -> {}
      case StreamEvent.BlockEnded b -> {}
      case StreamEvent.ChoiceEnded c -> {}
    }
  }

  private void failed(WireError error) {
    if (WireError.INVALID_CONTENT.equals(error.code())) {
      facts.garbage(error.message());
    } else if (!WireError.TRUNCATED.equals(error.code())) {
      facts.failed(error);
    }
    // A truncated stream is one that never finished: whoever holds the connection says so.
  }

  private static void content(Block block, StreamFacts facts) {
    switch (block) {
      case Block.Text t -> text(t.text(), facts);
      case Block.Reasoning r -> text(r.text(), facts);
      case Block.Refusal r -> text(r.text(), facts);
      case Block.ToolUse use -> facts.content(use.name().length() + use.arguments().length());
      case Block.Media m -> facts.content(0);
      case Block.Opaque o -> facts.content(0);
      case Block.ToolResult r -> facts.content(0);
    }
  }

  private static void text(String text, StreamFacts facts) {
    if (!text.isEmpty()) {
      facts.content(text.length());
    }
  }
}
