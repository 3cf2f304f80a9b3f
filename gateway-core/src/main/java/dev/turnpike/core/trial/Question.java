package dev.turnpike.core.trial;

import dev.turnpike.core.dialect.Quirk;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a trial asks of an endpoint, with what each verdict means in plain words. */
public enum Question {
  CHAT("chat", "Answers chat completions", "Does not answer chat completions", "", null),
  MODELS(
      "models",
      "Lists its models",
      "Does not list its models: name them by hand",
      "Lists no model of its own",
      null),
  MAX_TOKENS(
      "max_tokens",
      "Takes max_tokens",
      "Refuses max_tokens: max_completion_tokens is sent in its place",
      "Refuses max_tokens, and its other spelling too",
      Quirk.MAX_COMPLETION_TOKENS),
  STREAM(
      "stream",
      "Streams",
      "Does not stream",
      "Did not answer with a stream when asked for one",
      null),
  STREAM_USAGE(
      "stream_usage",
      "Tells the usage of streams when asked",
      "Refuses stream_options: usage of streams is estimated unless it comes unasked",
      "Takes stream_options, but tells no usage: that of streams is estimated",
      Quirk.NO_STREAM_OPTIONS),
  TOOLS("tools", "Calls tools", "Refuses tools", "Did not call a tool when asked to", null),
  PARALLEL_TOOLS(
      "parallel_tools",
      "Calls several tools at once",
      "Refuses parallel_tool_calls: it is left out",
      "Did not call two tools at once when asked to",
      Quirk.NO_PARALLEL_TOOL_CALLS),
  JSON_SCHEMA(
      "json_schema",
      "Keeps to a JSON schema",
      "Refuses json_schema: calls translated from other formats that ask for one are refused",
      "Did not answer by the JSON schema it was given",
      Quirk.NO_JSON_SCHEMA),
  VISION("vision", "Takes images", "Refuses images", "Did not say whether it takes images", null),
  DEVELOPER(
      "developer_role",
      "Knows the role developer",
      "Refuses the role developer: its text is sent as system",
      "Did not say whether it knows the role developer",
      Quirk.DEVELOPER_AS_SYSTEM),
  ERRORS(
      "error_shape",
      "Tells errors in OpenAI's form",
      "Tells errors in a form of its own; their text is passed on",
      "Told no error where one was due, so its form of errors is not known",
      null);

  private final String wire;
  private final String yes;
  private final String no;
  private final String unclear;
  private final @Nullable Quirk quirk;

  Question(String wire, String yes, String no, String unclear, @Nullable Quirk quirk) {
    this.wire = wire;
    this.yes = yes;
    this.no = no;
    this.unclear = unclear;
    this.quirk = quirk;
  }

  public String wire() {
    return wire;
  }

  /** The quirk that a no makes; empty where calls go the same way either way. */
  public Optional<Quirk> quirk() {
    return Optional.ofNullable(quirk);
  }

  /** What a verdict means, as a sentence without its full stop. */
  public String means(Verdict verdict) {
    return switch (verdict) {
      case YES -> yes;
      case NO -> no;
      case UNCLEAR -> unclear;
    };
  }

  public static Optional<Question> ofWire(String wire) {
    return Arrays.stream(values()).filter(q -> q.wire.equals(wire)).findFirst();
  }
}
