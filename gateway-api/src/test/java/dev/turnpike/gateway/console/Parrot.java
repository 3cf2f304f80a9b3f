package dev.turnpike.gateway.console;

import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;

/** An endpoint with the model {@code parrot-1b}, which says one sentence to whatever it is told. */
final class Parrot {
  private static final String MODELS = "{\"object\":\"list\",\"data\":[{\"id\":\"parrot-1b\"}]}";
  private static final String ANSWER =
      """
      {"id":"c1","object":"chat.completion","model":"parrot-1b","choices":[{"index":0,
      "message":{"role":"assistant","content":"Hello from the parrot."},
      "finish_reason":"stop"}],
      "usage":{"prompt_tokens":9,"completion_tokens":5,"total_tokens":14}}\
      """;

  private Parrot() {}

  static ScriptedUpstream start() {
    var upstream = ScriptedUpstream.start();
    upstream.always(request -> Script.json(request.target().endsWith("/models") ? MODELS : ANSWER));
    return upstream;
  }
}
