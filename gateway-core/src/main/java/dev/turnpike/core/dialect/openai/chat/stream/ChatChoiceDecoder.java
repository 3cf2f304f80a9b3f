package dev.turnpike.core.dialect.openai.chat.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.StreamEvent.Delta.Kind;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.openai.OpenAiSeals;
import dev.turnpike.core.dialect.openai.chat.reply.ChatFinish;
import dev.turnpike.core.dialect.openai.chat.reply.ChatReplyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a stream: which blocks are open. Text, reasoning and refusal follow one another;
 * calls stay open side by side until the end, since their fragments may come in turns.
 */
final class ChatChoiceDecoder {
  private final int choice;
  private final ReplyContext context;
  private final Consumer<StreamEvent> sink;
  private final List<Call> calls = new ArrayList<>();
  private int blocks;
  private int prose = -1;
  private @Nullable Kind proseKind;
  private boolean refused;
  private @Nullable FinishReason finish;

  ChatChoiceDecoder(int choice, ReplyContext context, Consumer<StreamEvent> sink) {
    this.choice = choice;
    this.context = context;
    this.sink = sink;
  }

  /** A call under way. Its block begins with the name; what came before that waits. */
  private static final class Call {
    final int index;
    String id = "";
    String name = "";
    int block = -1;
    final StringBuilder early = new StringBuilder();

    Call(int index) {
      this.index = index;
    }
  }

  void delta(JsonNode delta) {
    for (var reasoning : OpenAiSeals.read(delta)) {
      reasoning(reasoning);
    }
    content(delta.path("content"));
    prose(Kind.REFUSAL, Json.text(delta, "refusal"));
    for (var citation : ChatReplyReader.citations(delta.path("annotations"))) {
      open(Kind.TEXT);
      sink.accept(new StreamEvent.Cited(choice, prose, citation));
    }
    for (var image : delta.path("images")) {
      image(Json.text(image.path("image_url"), "url"));
    }
    for (var call : delta.path("tool_calls")) {
      fragment(call);
    }
    var legacy = delta.path("function_call");
    if (legacy.isObject()) {
      grow(callAt(0), "", Json.text(legacy, "name"), arguments(legacy));
    }
  }

  private void content(JsonNode content) {
    if (content.isTextual()) {
      prose(Kind.TEXT, content.textValue());
    }
    for (var part : content) {
      if (Json.text(part, "type").equals("thinking")) {
        part.path("thinking").forEach(t -> prose(Kind.REASONING, Json.text(t, "text")));
      } else {
        prose(Kind.TEXT, Json.text(part, "text"));
      }
    }
  }

  private void reasoning(Block.Reasoning reasoning) {
    var seal = reasoning.seal();
    prose(Kind.REASONING, reasoning.text());
    if (seal != null) {
      if (OpenAiSeals.belongsToNext(reasoning.text(), seal)) {
        closeProse();
      }
      open(Kind.REASONING);
      sink.accept(new StreamEvent.Sealed(choice, prose, seal));
      closeProse();
    }
  }

  private void prose(Kind kind, String text) {
    if (!text.isEmpty()) {
      open(kind);
      sink.accept(new StreamEvent.Delta(choice, prose, kind, text));
    }
  }

  private void open(Kind kind) {
    if (proseKind == kind) {
      return;
    }
    closeProse();
    prose = blocks++;
    proseKind = kind;
    refused |= kind == Kind.REFUSAL;
    var head =
        switch (kind) {
          case REASONING -> new Block.Reasoning("", null);
          case REFUSAL -> new Block.Refusal("");
          case TEXT, ARGUMENTS -> new Block.Text("");
        };
    sink.accept(new StreamEvent.BlockStarted(choice, prose, head));
  }

  private void closeProse() {
    if (proseKind != null) {
      sink.accept(new StreamEvent.BlockEnded(choice, prose));
      proseKind = null;
    }
  }

  private void image(String url) {
    if (!url.isEmpty()) {
      closeProse();
      int block = blocks++;
      sink.accept(
          new StreamEvent.BlockStarted(
              choice, block, new Block.Media(Block.Media.Kind.IMAGE, MediaSource.ofUrl(url))));
      sink.accept(new StreamEvent.BlockEnded(choice, block));
    }
  }

  private void fragment(JsonNode fragment) {
    var function = fragment.path("function");
    var id = Json.text(fragment, "id");
    var call = find(fragment, id);
    if (call == null) {
      return;
    }
    var seal = OpenAiSeals.readOfCall(fragment);
    if (seal != null && call.block < 0) {
      closeProse();
      open(Kind.REASONING);
      sink.accept(new StreamEvent.Sealed(choice, prose, seal));
      closeProse();
    }
    grow(call, id, Json.text(function, "name"), arguments(function));
  }

  /**
   * The call a fragment belongs to: by index; without one by id; without either the latest. A new
   * id at a known index is a new call: some servers number every call 0.
   */
  private @Nullable Call find(JsonNode fragment, String id) {
    int index = Json.integer(fragment, "index", -1);
    if (index >= 0) {
      for (var call : calls.reversed()) {
        if (call.index == index && (id.isEmpty() || call.id.isEmpty() || call.id.equals(id))) {
          return call;
        }
      }
      return add(index);
    }
    if (!id.isEmpty()) {
      for (var call : calls) {
        if (call.id.equals(id)) {
          return call;
        }
      }
      return add(calls.size());
    }
    return calls.isEmpty() ? add(0) : calls.getLast();
  }

  private Call add(int index) {
    var call = new Call(index);
    calls.add(call);
    return call;
  }

  private Call callAt(int position) {
    return calls.size() > position ? calls.get(position) : add(position);
  }

  private static String arguments(JsonNode function) {
    var arguments = function.path("arguments");
    return arguments.isObject() ? arguments.toString() : arguments.asText();
  }

  private void grow(Call call, String id, String name, String arguments) {
    if (call.id.isEmpty()) {
      call.id = id;
    }
    if (call.block < 0) {
      call.name = call.name.isEmpty() ? name : call.name;
      call.early.append(arguments);
      if (!call.name.isEmpty()) {
        begin(call);
      }
    } else if (!arguments.isEmpty()) {
      sink.accept(new StreamEvent.Delta(choice, call.block, Kind.ARGUMENTS, arguments));
    }
  }

  private void begin(Call call) {
    closeProse();
    call.block = blocks++;
    if (call.id.isEmpty()) {
      call.id = context.madeId("call_", choice * 1000 + calls.indexOf(call));
    }
    sink.accept(
        new StreamEvent.BlockStarted(
            choice, call.block, new Block.ToolUse(call.id, call.name, "")));
    if (!call.early.isEmpty()) {
      sink.accept(new StreamEvent.Delta(choice, call.block, Kind.ARGUMENTS, call.early.toString()));
    }
  }

  void finish(String word) {
    if (!word.isEmpty() && finish == null) {
      finish = refused ? FinishReason.REFUSAL : ChatFinish.read(word);
    }
  }

  boolean finished() {
    return finish != null;
  }

  /** Ends what is open. Only then: usage and late fragments may follow the finish reason. */
  void close() {
    closeProse();
    boolean called = false;
    for (var call : calls) {
      if (call.block >= 0) {
        called = true;
        sink.accept(new StreamEvent.BlockEnded(choice, call.block));
      }
    }
    if (finish != null) {
      sink.accept(new StreamEvent.ChoiceEnded(choice, finish.given(called), null));
    }
  }
}
