package dev.turnpike.core.dialect.gemini.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.StreamEvent.Delta.Kind;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.gemini.reply.GeminiFinish;
import dev.turnpike.core.dialect.gemini.reply.GeminiLogprobs;
import dev.turnpike.core.dialect.gemini.reply.GeminiReplyReader;
import dev.turnpike.core.dialect.json.Json;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One candidate of a stream: texts and thoughts grow over several parts, calls come whole. */
final class GeminiCandidateDecoder {
  private final int choice;
  private final ReplyContext context;
  private final Consumer<StreamEvent> sink;
  private final StringBuilder text = new StringBuilder();
  private int blocks;
  private int prose = -1;
  private @Nullable Kind proseKind;
  private int calls;
  private @Nullable FinishReason finish;

  GeminiCandidateDecoder(int choice, ReplyContext context, Consumer<StreamEvent> sink) {
    this.choice = choice;
    this.context = context;
    this.sink = sink;
  }

  void add(JsonNode candidate) {
    for (var part : candidate.path("content").path("parts")) {
      part(part);
    }
    cite(candidate);
    var logprobs = GeminiLogprobs.read(candidate.path("logprobsResult"));
    if (logprobs != null) {
      sink.accept(new StreamEvent.Logprobs(choice, logprobs));
    }
    var word = Json.text(candidate, "finishReason");
    if (!word.isEmpty() && !word.equals("FINISH_REASON_UNSPECIFIED")) {
      finish = GeminiFinish.read(word);
    }
  }

  private void part(JsonNode part) {
    var seal = GeminiReplyReader.seal(part);
    var block = GeminiReplyReader.block(part, seal, context.madeId("call_", choice * 1000 + calls));
    switch (block) {
      case Block.Reasoning(var thought, var ofThought) -> {
        prose(Kind.REASONING, thought);
        if (ofThought != null) {
          open(Kind.REASONING);
          sink.accept(new StreamEvent.Sealed(choice, prose, ofThought));
          closeProse();
        }
      }
      case Block.Text(var words, var citations, var mark) -> {
        boolean growing = proseKind == Kind.TEXT;
        if (!growing) {
          seal(seal);
        }
        prose(Kind.TEXT, words);
        text.append(words);
        if (growing) {
          seal(seal);
        }
      }
      case null -> seal(seal);
      default -> {
        seal(seal);
        whole(block);
      }
    }
  }

  /** A signature of a part that is no thought: a block of its own, before what it signs. */
  private void seal(@Nullable Seal seal) {
    if (seal != null) {
      closeProse();
      open(Kind.REASONING);
      sink.accept(new StreamEvent.Sealed(choice, prose, seal));
      closeProse();
    }
  }

  private void whole(Block block) {
    closeProse();
    int at = blocks++;
    if (block instanceof Block.ToolUse(var id, var name, var arguments, var mark)) {
      calls++;
      sink.accept(new StreamEvent.BlockStarted(choice, at, new Block.ToolUse(id, name, "")));
      sink.accept(new StreamEvent.Delta(choice, at, Kind.ARGUMENTS, arguments));
    } else {
      sink.accept(new StreamEvent.BlockStarted(choice, at, block));
    }
    sink.accept(new StreamEvent.BlockEnded(choice, at));
  }

  private void prose(Kind kind, String words) {
    if (!words.isEmpty()) {
      open(kind);
      sink.accept(new StreamEvent.Delta(choice, prose, kind, words));
    }
  }

  private void open(Kind kind) {
    if (proseKind == kind) {
      return;
    }
    closeProse();
    prose = blocks++;
    proseKind = kind;
    sink.accept(
        new StreamEvent.BlockStarted(
            choice, prose, kind == Kind.TEXT ? new Block.Text("") : new Block.Reasoning("", null)));
  }

  private void closeProse() {
    if (proseKind != null) {
      sink.accept(new StreamEvent.BlockEnded(choice, prose));
      proseKind = null;
    }
  }

  /** Sources come with the last chunk and speak of the text as a whole. */
  private void cite(JsonNode candidate) {
    if (proseKind == Kind.TEXT) {
      for (var citation : GeminiReplyReader.citations(candidate, text.toString())) {
        sink.accept(new StreamEvent.Cited(choice, prose, citation));
      }
    }
  }

  boolean finished() {
    return finish != null;
  }

  void close() {
    closeProse();
    if (finish != null) {
      sink.accept(new StreamEvent.ChoiceEnded(choice, finish.given(calls > 0), null));
    }
  }
}
