package dev.turnpike.core.dialect.contract.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Citation;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the pieces of a stream together again: what the log shows of a streamed answer. Holds all
 * text; not thread-safe.
 */
public final class ReplyAssembler {
  private final Map<Integer, Choice> choices = new TreeMap<>();
  private String id = "";
  private String model = "";
  private long created;
  private @Nullable Usage usage;

  private static final class Choice {
    final Map<Integer, Piece> pieces = new TreeMap<>();
    final ArrayNode logprobs = JsonNodeFactory.instance.arrayNode();
    FinishReason finish = FinishReason.OTHER;
    @Nullable String stopSequence;
  }

  private static final class Piece {
    final Block head;
    final StringBuilder text = new StringBuilder();
    final List<Citation> citations = new ArrayList<>();
    @Nullable Seal seal;

    Piece(Block head) {
      this.head = head;
    }

    Block block() {
      return switch (head) {
        case Block.Text t -> new Block.Text(t.text() + text, citations, null);
        case Block.Reasoning r ->
            new Block.Reasoning(r.text() + text, seal != null ? seal : r.seal());
        case Block.Refusal r -> new Block.Refusal(r.text() + text);
        case Block.ToolUse u -> new Block.ToolUse(u.id(), u.name(), u.arguments() + text);
        case Block.Media m -> m;
        case Block.ToolResult r -> r;
        case Block.Opaque o -> o;
      };
    }
  }

  public void add(StreamEvent event) {
    switch (event) {
      case StreamEvent.Started s -> {
        id = s.id();
        model = s.model();
        created = s.created();
      }
      case StreamEvent.BlockStarted b ->
          choice(b.choice()).pieces.put(b.block(), new Piece(b.head()));
      case StreamEvent.Delta d -> piece(d.choice(), d.block()).text.append(d.text());
      case StreamEvent.Sealed s -> piece(s.choice(), s.block()).seal = s.seal();
      case StreamEvent.Cited c -> piece(c.choice(), c.block()).citations.add(c.citation());
      case StreamEvent.Logprobs l -> choice(l.choice()).logprobs.addAll(l.tokens());
      case StreamEvent.BlockEnded b -> {}
      case StreamEvent.ChoiceEnded e -> {
        choice(e.choice()).finish = e.finish();
        choice(e.choice()).stopSequence = e.stopSequence();
      }
      case StreamEvent.UsageReported u -> usage = u.usage();
      case StreamEvent.Ended e -> {}
      case StreamEvent.Failed f -> {}
    }
  }

  private Choice choice(int index) {
    return choices.computeIfAbsent(index, i -> new Choice());
  }

  private Piece piece(int choice, int block) {
    return choice(choice).pieces.computeIfAbsent(block, b -> new Piece(new Block.Text("")));
  }

  /** What has come so far. */
  public ChatReply reply() {
    var list = new ArrayList<ChatReply.Choice>();
    choices.forEach(
        (index, choice) ->
            list.add(
                new ChatReply.Choice(
                    index,
                    choice.pieces.values().stream().map(Piece::block).toList(),
                    choice.finish,
                    choice.stopSequence,
                    choice.logprobs.isEmpty() ? null : choice.logprobs)));
    return new ChatReply(id, model, created, list, usage, null);
  }
}
