package dev.turnpike.core.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.trial.EndpointCalls.Endpoint;
import dev.turnpike.core.trial.EndpointCalls.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One trial of an endpoint that speaks OpenAI's chat completions: at most eleven calls, each of a
 * few tokens, one after the other, the asking after its models among them. Where plain chat fails,
 * or two calls are left without an answer, nothing more is asked. Blocking; used once.
 */
final class Trial {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String USUAL = "max_tokens";
  private static final String NEWER = "max_completion_tokens";

  /** A model may have to be loaded first. */
  private static final Duration FIRST = Duration.ofSeconds(60);

  private static final Duration OTHERS = Duration.ofSeconds(20);
  private static final int SILENCES = 2;

  private final EndpointCalls calls;
  private final Endpoint endpoint;
  private final String model;
  private final List<Finding> found = new ArrayList<>();
  private final Verdict lists;
  private int made = 1;
  private int silent;

  /**
   * @param lists whether it told its models, which was asked already
   */
  Trial(EndpointCalls calls, Endpoint endpoint, String model, Verdict lists) {
    this.calls = calls;
    this.endpoint = endpoint;
    this.model = model;
    this.lists = lists;
  }

  Findings run(Instant at) {
    var requests = new TrialRequests(model, USUAL);
    var first = post(requests.chat());
    if (first.refused() && first.body().contains("max_")) {
      requests = new TrialRequests(model, NEWER);
      first = post(requests.chat());
      note(Question.MAX_TOKENS, first.ok() ? Verdict.NO : Verdict.UNCLEAR);
    } else if (first.ok()) {
      note(Question.MAX_TOKENS, Verdict.YES);
    }
    var said = json(first.body()).at("/choices/0/message");
    if (!first.ok() || said.isMissingNode()) {
      found.clear();
      note(Question.CHAT, Verdict.NO);
      return new Findings(at, model, made, found, problem(first));
    }
    found.addFirst(new Finding(Question.MODELS, lists));
    found.addFirst(new Finding(Question.CHAT, Verdict.YES));
    streams(requests);
    tools(requests);
    note(Question.JSON_SCHEMA, schema(post(requests.schema())));
    note(Question.VISION, taken(post(requests.image())));
    note(Question.DEVELOPER, taken(post(requests.developer())));
    note(Question.ERRORS, errors(post(requests.broken())));
    return new Findings(at, model, made, found, null);
  }

  private void streams(TrialRequests requests) {
    var asked = post(requests.stream(true));
    var reply = asked.refused() ? post(requests.stream(false)) : asked;
    if (!reply.ok()) {
      note(Question.STREAM, reply.refused() ? Verdict.NO : Verdict.UNCLEAR);
      return;
    }
    boolean frames = reply.body().contains("data:");
    note(Question.STREAM, frames ? Verdict.YES : Verdict.UNCLEAR);
    if (asked.refused()) {
      note(Question.STREAM_USAGE, Verdict.NO);
    } else if (frames) {
      note(Question.STREAM_USAGE, tellsUsage(reply.body()) ? Verdict.YES : Verdict.UNCLEAR);
    }
  }

  private static boolean tellsUsage(String stream) {
    return stream
        .lines()
        .filter(line -> line.startsWith("data:"))
        .map(line -> json(line.substring("data:".length()).strip()))
        .anyMatch(frame -> frame.path("usage").isObject());
  }

  private void tools(TrialRequests requests) {
    var one = called(post(requests.tools(false)), 1);
    note(Question.TOOLS, one);
    if (one == Verdict.YES) {
      note(Question.PARALLEL_TOOLS, called(post(requests.tools(true)), 2));
    }
  }

  private static Verdict called(Reply reply, int wanted) {
    if (reply.refused()) {
      return Verdict.NO;
    }
    var calls = json(reply.body()).at("/choices/0/message/tool_calls");
    return reply.ok() && calls.size() >= wanted ? Verdict.YES : Verdict.UNCLEAR;
  }

  private static Verdict schema(Reply reply) {
    if (reply.refused()) {
      return Verdict.NO;
    }
    var content = json(json(reply.body()).at("/choices/0/message/content").asText(""));
    return reply.ok() && content.path("capital").isTextual() ? Verdict.YES : Verdict.UNCLEAR;
  }

  private static Verdict taken(Reply reply) {
    return reply.ok() ? Verdict.YES : reply.refused() ? Verdict.NO : Verdict.UNCLEAR;
  }

  private static Verdict errors(Reply reply) {
    if (reply.ok() || reply.status() == 0) {
      return Verdict.UNCLEAR;
    }
    return json(reply.body()).at("/error/message").isTextual() ? Verdict.YES : Verdict.NO;
  }

  private static String problem(Reply reply) {
    if (reply.status() == 0) {
      return "The endpoint gave no answer that could be read in time.";
    }
    if (reply.ok()) {
      return "It answered, but not with a chat completion.";
    }
    var told = json(reply.body()).at("/error/message").asText("");
    return "It answered with status "
        + reply.status()
        + (told.isEmpty() ? "." : ": " + (told.length() > 200 ? told.substring(0, 200) : told));
  }

  private Reply post(ObjectNode request) {
    if (silent >= SILENCES) {
      return Reply.NONE;
    }
    boolean first = made == 1;
    made++;
    var reply = calls.post(endpoint, request, first ? FIRST : OTHERS);
    silent += reply.status() == 0 ? 1 : 0;
    return reply;
  }

  private void note(Question question, Verdict verdict) {
    found.add(new Finding(question, verdict));
  }

  private static JsonNode json(String text) {
    try {
      var read = JSON.readTree(text);
      return read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
