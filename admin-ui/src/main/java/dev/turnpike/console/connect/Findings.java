package dev.turnpike.console.connect;

import dev.turnpike.core.access.stray.Stray;
import dev.turnpike.core.span.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says what is wrong with the first calls of a key, and what to do about it. Pure: looks at what it
 * is given alone.
 *
 * @param baseUrl what an OpenAI client should be given, such as {@code http://localhost:8080/api/}
 */
record Findings(String baseUrl) {
  private static final int MOST = 8;

  /**
   * Newest first; what came many times is told once.
   *
   * @param calls of the key
   * @param strays requests that belong to nobody, maybe of the same program
   */
  List<Finding> of(List<Span> calls, List<Stray> strays) {
    var found = new LinkedHashMap<String, Finding>();
    var times = new LinkedHashMap<String, Integer>();
    var all = new ArrayList<Finding>();
    calls.forEach(call -> all.add(of(call)));
    strays.forEach(stray -> all.add(of(stray)));
    all.sort(Comparator.comparing(Finding::at).reversed());
    for (var one : all) {
      found.putIfAbsent(one.title(), one);
      times.merge(one.title(), 1, Integer::sum);
    }
    return found.values().stream().limit(MOST).map(one -> counted(one, times)).toList();
  }

  private static Finding counted(Finding one, Map<String, Integer> times) {
    int count = times.getOrDefault(one.title(), 1);
    return count == 1
        ? one
        : new Finding(
            one.at(), one.kind(), one.title() + " (" + count + "×)", one.cure(), one.docs());
  }

  private static Finding of(Span call) {
    var result = call.result();
    var model = call.called().model();
    var at = call.arrival();
    if (result.status() == Span.Status.SUCCESS || result.status() == Span.Status.WARNING) {
      return result.warnings().isEmpty()
          ? new Finding(at, "good", "It works: " + model + " answered", "", "")
          : new Finding(
              at,
              "warn",
              "It works, with a remark: " + model + " answered",
              String.join(" ", result.warnings()),
              "/docs/gateway-parameters");
    }
    var message = result.errorMessage() == null ? "The call failed." : result.errorMessage();
    var title = "Status " + result.statusCode() + (model.isEmpty() ? "" : " for " + model);
    return switch (result.statusCode()) {
      case 401 -> new Finding(at, "bad", title + ": the key is refused", message, "/docs/errors");
      case 403 ->
          new Finding(
              at,
              "bad",
              title + ": the key lacks a right",
              message + " Rights are fixed once a key is made: create one with the right calls.",
              "/docs/security");
      case 404 ->
          new Finding(
              at,
              "bad",
              title + ": there is no such model",
              message + " Callers may ask for the names that stand under Models.",
              "/docs/custom-providers");
      case 424 ->
          new Finding(
              at,
              "bad",
              title + ": the provider refuses the gateway",
              message + " Look at the provider's key, and at the model's name at the endpoint.",
              "/docs/errors");
      case 429 -> new Finding(at, "bad", title + ": a limit is reached", message, "/docs/errors");
      default -> new Finding(at, "bad", title, message, "/docs/errors");
    };
  }

  private Finding of(Stray stray) {
    var path = stray.path();
    var at = stray.at();
    return switch (stray.reason()) {
      case NO_KEY ->
          new Finding(
              at,
              "bad",
              "A request to " + path + " showed no key",
              "Send it as the header Authorization: Bearer, or as x-api-key (Anthropic) or"
                  + " x-goog-api-key (Google). An SDK that is given an empty key sends none.",
              "/docs/errors");
      case GARBLED_KEY ->
          new Finding(
              at,
              "bad",
              "The Authorization header of a request to " + path + " is not understood",
              "It must be the word Bearer, a blank and the key.",
              "/docs/errors");
      case UNKNOWN_KEY ->
          new Finding(
              at,
              "bad",
              "A key that belongs to nobody was shown to " + path,
              "Copy the key again; a provider's own key does not work here.",
              "/docs/errors");
      case NO_SUCH_PATH ->
          new Finding(at, "bad", "Nothing is served at " + path, cure(path), "/docs/sdks");
    };
  }

  private String cure(String path) {
    if (path.contains("/v1/v1") || path.contains("/api/api")) {
      return "A part of the path is doubled: the client adds what the base URL ends in already."
          + " Give it "
          + baseUrl;
    }
    if (path.matches(".*/chat/completions/.*|.*/messages/.*messages")) {
      return "The base URL holds the operation, which the client adds itself. Give it " + baseUrl;
    }
    return path.matches(".*/(chat/completions|responses|messages|embeddings)/?")
        ? "The beginning of the path is not one of this gateway. Give the client " + baseUrl
        : "The documentation lists the base URL of each client.";
  }
}
