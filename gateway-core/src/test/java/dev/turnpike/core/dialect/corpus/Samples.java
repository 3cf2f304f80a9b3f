package dev.turnpike.core.dialect.corpus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Extras;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.Message;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.canon.request.OutputForm;
import dev.turnpike.core.dialect.canon.request.Sampling;
import dev.turnpike.core.dialect.canon.request.Tags;
import dev.turnpike.core.dialect.canon.request.Thinking;
import dev.turnpike.core.dialect.canon.request.Tool;
import dev.turnpike.core.dialect.canon.request.ToolChoice;
import dev.turnpike.core.dialect.canon.request.Tooling;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.usage.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Conversations and answers made by chance; the same ones for the same seed. */
final class Samples {
  private static final String[] WORDS = {
    "hé", "\"quoted\"", "line\nbreak", "𝄞", "a", " ", "data: x", "{}", "日本", "\\", "</s>", "0"
  };

  private final Random random;
  private int calls;

  Samples(long seed) {
    this.random = new Random(seed);
  }

  ChatReply reply() {
    var blocks = new ArrayList<Block>();
    if (chance(3)) {
      blocks.add(new Block.Reasoning(text(), null));
    }
    boolean refusing = chance(5);
    if (refusing) {
      blocks.add(new Block.Refusal(text()));
    } else if (!chance(4)) {
      blocks.add(new Block.Text(text()));
    }
    boolean calling = !refusing && (chance(3) || blocks.isEmpty());
    for (int i = calling ? 1 + random.nextInt(3) : 0; i > 0; i--) {
      blocks.add(call());
    }
    var usage = new Usage(count(), count(), count(), count(), count(), chance(4) ? count() : 0, 0);
    var finish =
        refusing
            ? FinishReason.REFUSAL
            : calling ? FinishReason.TOOL_USE : chance(3) ? FinishReason.LENGTH : FinishReason.STOP;
    return new ChatReply(
        "made-" + random.nextInt(1000),
        "real",
        1_700_000_000,
        List.of(new ChatReply.Choice(0, blocks, finish, null, null)),
        usage,
        null);
  }

  ChatRequest request() {
    var messages = new ArrayList<Message>();
    if (chance(2)) {
      messages.add(new Message(Message.Role.SYSTEM, List.of(new Block.Text(text()))));
    }
    for (int turns = 1 + random.nextInt(3); turns > 0; turns--) {
      messages.add(new Message(Message.Role.USER, asked()));
      if (turns > 1) {
        answered(messages);
      }
    }
    boolean tools = calls > 0 || chance(2);
    return new ChatRequest(
        "asked-model",
        chance(2),
        true,
        messages,
        tools ? tooling() : Tooling.NONE,
        sampling(),
        chance(3)
            ? new Thinking(pick(Thinking.Effort.LOW, Thinking.Effort.HIGH), null, null)
            : null,
        chance(3) ? schema() : OutputForm.FREE,
        chance(3) ? new Tags("user-" + random.nextInt(9), null, null, null, null) : Tags.NONE,
        Extras.NONE);
  }

  private List<Block> asked() {
    var blocks = new ArrayList<Block>(List.of(new Block.Text(text())));
    if (chance(3)) {
      blocks.add(
          new Block.Media(
              Block.Media.Kind.IMAGE,
              new MediaSource.Inline("image/png", "iVBORw0KGgo" + random.nextInt(9) + "=")));
    }
    if (chance(4)) {
      blocks.add(
          new Block.Media(
              Block.Media.Kind.DOCUMENT,
              new MediaSource.Inline("application/pdf", "JVBERi0="),
              "paper.pdf",
              null,
              null));
    }
    return blocks;
  }

  private void answered(List<Message> messages) {
    var said = new ArrayList<Block>();
    if (!chance(3)) {
      said.add(new Block.Text(text()));
    }
    var uses = new ArrayList<Block.ToolUse>();
    if (said.isEmpty() || chance(2)) {
      for (int i = 1 + random.nextInt(2); i > 0; i--) {
        uses.add(call());
      }
    }
    said.addAll(uses);
    messages.add(new Message(Message.Role.ASSISTANT, said));
    if (!uses.isEmpty()) {
      messages.add(
          new Message(
              Message.Role.TOOL,
              uses.stream()
                  .<Block>map(
                      use ->
                          new Block.ToolResult(
                              use.id(), use.name(), List.of(new Block.Text(text())), false))
                  .toList()));
    }
  }

  private Tooling tooling() {
    var choice =
        switch (random.nextInt(5)) {
          case 0 -> new ToolChoice.Auto();
          case 1 -> new ToolChoice.Required();
          case 2 -> new ToolChoice.Named("weather");
          default -> null;
        };
    return new Tooling(
        List.of(
            new Tool.Function("weather", chance(2) ? text() : null, object("city")),
            new Tool.Function("clock", null, object("zone"))),
        choice,
        null);
  }

  private Sampling sampling() {
    return new Sampling(
        chance(2) ? new BigDecimal("0." + (1 + random.nextInt(9))) : null,
        chance(3) ? new BigDecimal("0.9") : null,
        null,
        // Room for every thinking budget: a smaller one would be cut to fit.
        chance(2) ? (Long) (40_000L + random.nextInt(5000)) : null,
        chance(3) ? List.of("END", "\n\n") : List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private OutputForm schema() {
    return new OutputForm(
        new OutputForm.Format.Schema("person", null, object("name"), true), null, List.of(), null);
  }

  private static ObjectNode object(String member) {
    var schema = Json.object().put("type", "object");
    schema.putObject("properties").putObject(member).put("type", "string");
    schema.putArray("required").add(member);
    return schema.put("additionalProperties", false);
  }

  private Block.ToolUse call() {
    var arguments = Json.object().put("city", text());
    arguments.putArray("n").add(random.nextInt(100)).add(new BigDecimal("1.50"));
    return new Block.ToolUse("call_" + calls++, "weather", Json.write(arguments));
  }

  private String text() {
    var text = new StringBuilder("x");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.append('y').toString();
  }

  private long count() {
    return random.nextInt(200);
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  @SafeVarargs
  private <T> @Nullable T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
