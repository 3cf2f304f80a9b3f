package dev.turnpike.core.dialect.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.Seal;
import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.usage.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer reduced to what is compared, and what is left of it after a dialect told it: the tables
 * here say by hand what each format cannot say.
 */
record Told(List<Piece> pieces, String finish, @Nullable Usage usage) {
  record Piece(String kind, String id, String text) {
    /** Arguments are compared as JSON: key order and spaces are the vendor's. */
    static Piece call(String id, String name, String arguments) {
      var tree = Json.readOrNull(arguments.isBlank() ? "{}" : arguments);
      return new Piece("call", id, name + " " + (tree == null ? arguments : tree));
    }
  }

  static Told expected(CorpusCase c) {
    var pieces = new ArrayList<Piece>();
    for (JsonNode block : c.json().path("blocks")) {
      if (block.has("call")) {
        pieces.add(
            Piece.call(
                Json.text(block, "id"), Json.text(block, "call"), VendorScript.arguments(block)));
      } else {
        for (var kind : new String[] {"reasoning", "text", "refusal"}) {
          if (!Json.text(block, kind).isEmpty()) {
            pieces.add(new Piece(kind, "", Json.text(block, kind)));
          }
        }
        if (block.has("sealed")) {
          pieces.add(new Piece("seal", "", Json.text(block, "sealed")));
        }
      }
    }
    return new Told(pieces, c.finish(), c.wire("no-usage") ? null : c.usage());
  }

  static Told of(ChatReply reply) {
    var choice = reply.choices().getFirst();
    var pieces = new ArrayList<Piece>();
    for (var block : choice.blocks()) {
      switch (block) {
        case Block.Text t -> pieces.add(new Piece("text", "", t.text()));
        case Block.Refusal r -> pieces.add(new Piece("refusal", "", r.text()));
        case Block.ToolUse u -> pieces.add(Piece.call(u.id(), u.name(), u.arguments()));
        case Block.Reasoning r -> {
          if (!r.text().isEmpty()) {
            pieces.add(new Piece("reasoning", "", r.text()));
          }
          if (r.seal() != null) {
            // A caller keeps what it does not understand, and sends it back as it came.
            var seal = Seal.read(r.seal().origin(), r.seal().value(), r.seal().encrypted());
            pieces.add(new Piece("seal", "", seal.value()));
          }
        }
        case Block.Media m -> pieces.add(new Piece("media", "", m.kind().name()));
        case Block.ToolResult r -> pieces.add(new Piece("result", "", r.toolUseId()));
        case Block.Opaque o -> pieces.add(new Piece("opaque", "", o.type()));
      }
    }
    return new Told(pieces, choice.finish().name(), reply.usage());
  }

  /** What is left when this dialect has told it. */
  Told by(DialectId dialect) {
    var left = new ArrayList<Piece>();
    for (var piece : pieces) {
      boolean refusal = piece.kind.equals("refusal");
      left.add(refusal && !openAi(dialect) ? new Piece("text", "", piece.text) : piece);
    }
    if (dialect == DialectId.OPENAI_CHAT) {
      // One member each; order among them is lost.
      left.sort(Comparator.comparingInt(p -> order(p.kind)));
    }
    return new Told(merged(left), finish(dialect), usage == null ? null : usage(dialect));
  }

  private static int order(String kind) {
    return List.of("reasoning", "seal", "text", "refusal", "call").indexOf(kind);
  }

  private static boolean openAi(DialectId dialect) {
    return dialect == DialectId.OPENAI_CHAT || dialect == DialectId.OPENAI_RESPONSES;
  }

  /** Neighbouring texts are one text: no format promises their borders. */
  private static List<Piece> merged(List<Piece> pieces) {
    var merged = new ArrayList<Piece>();
    for (var piece : pieces) {
      boolean prose = !piece.kind.equals("call") && !piece.kind.equals("seal");
      if (prose && !merged.isEmpty() && merged.getLast().kind.equals(piece.kind)) {
        var before = merged.removeLast();
        merged.add(new Piece(piece.kind, "", before.text + piece.text));
      } else {
        merged.add(piece);
      }
    }
    return merged;
  }

  private String finish(DialectId dialect) {
    boolean refusalText = pieces.stream().anyMatch(p -> p.kind.equals("refusal"));
    boolean calls = pieces.stream().anyMatch(p -> p.kind.equals("call"));
    return switch (finish) {
      case "STOP_SEQUENCE" -> dialect == DialectId.ANTHROPIC_MESSAGES ? "STOP_SEQUENCE" : "STOP";
      case "CONTEXT_WINDOW" ->
          dialect == DialectId.ANTHROPIC_MESSAGES ? "CONTEXT_WINDOW" : "LENGTH";
      case "REFUSAL" ->
          switch (dialect) {
            case ANTHROPIC_MESSAGES -> "REFUSAL";
            case GEMINI_GENERATE -> "CONTENT_FILTER";
            default -> refusalText ? "REFUSAL" : "CONTENT_FILTER";
          };
      case "CONTENT_FILTER" ->
          dialect == DialectId.ANTHROPIC_MESSAGES ? "REFUSAL" : "CONTENT_FILTER";
      case "STOP" -> calls ? "TOOL_USE" : "STOP";
      default -> finish;
    };
  }

  private Usage usage(DialectId dialect) {
    var u = usage == null ? Usage.NONE : usage;
    return switch (dialect) {
      case OPENAI_CHAT, OPENAI_RESPONSES -> u;
      case ANTHROPIC_MESSAGES ->
          new Usage(
              u.input() + u.audioInput(),
              u.cacheRead(),
              u.cacheWrite(),
              u.output() + u.audioOutput(),
              u.reasoning(),
              0,
              0);
      case GEMINI_GENERATE ->
          new Usage(
              u.input() + u.cacheWrite(),
              u.cacheRead(),
              0,
              u.output(),
              u.reasoning(),
              u.audioInput(),
              u.audioOutput());
      case BEDROCK_CONVERSE, COHERE_CHAT, REPLICATE_PREDICTIONS, REDUCTO_PARSE ->
          throw dialect.notOfCallers();
    };
  }
}
