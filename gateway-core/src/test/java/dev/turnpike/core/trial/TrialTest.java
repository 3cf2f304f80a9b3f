package dev.turnpike.core.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.dialect.Quirk;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.CallHead;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.ProviderCall;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.openai.chat.ChatDialect;
import dev.turnpike.core.provider.AuthScheme;
import dev.turnpike.core.provider.Profile;
import dev.turnpike.core.trial.EndpointCalls.Endpoint;
import dev.turnpike.core.trial.EndpointCalls.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TrialTest {
  private static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  private static final Endpoint ENDPOINT =
      new Endpoint(
          URI.create("http://localhost:8000/v1"),
          "/chat/completions",
          AuthScheme.BEARER,
          ProviderCredential.NONE,
          null);

  private final List<JsonNode> sent = new ArrayList<>();

  private Findings run(Function<JsonNode, Reply> server) {
    return new Trial(
            (endpoint, body, patience) -> {
              sent.add(body);
              return server.apply(body);
            },
            ENDPOINT,
            "tiny",
            Verdict.YES)
        .run(AT);
  }

  private static Map<Question, Verdict> verdicts(Findings findings) {
    var verdicts = new EnumMap<Question, Verdict>(Question.class);
    findings.all().forEach(f -> verdicts.put(f.question(), f.verdict()));
    return verdicts;
  }

  @Test
  void findsNothingWrongWithAServerThatDoesAll() {
    var findings = run(Server::able);

    assertThat(verdicts(findings))
        .hasSize(Question.values().length)
        .values()
        .containsOnly(Verdict.YES);
    assertThat(findings.quirks()).isEmpty();
    assertThat(findings.calls()).isEqualTo(sent.size() + 1).isLessThanOrEqualTo(11);
    assertThat(sent).allSatisfy(body -> assertThat(body.path("model").asText()).isEqualTo("tiny"));
  }

  @Test
  void makesQuirksOfWhatIsRefused() {
    var findings = run(Server::strict);

    assertThat(verdicts(findings))
        .containsEntry(Question.MAX_TOKENS, Verdict.NO)
        .containsEntry(Question.STREAM, Verdict.YES)
        .containsEntry(Question.STREAM_USAGE, Verdict.NO)
        .containsEntry(Question.TOOLS, Verdict.NO)
        .doesNotContainKey(Question.PARALLEL_TOOLS)
        .containsEntry(Question.JSON_SCHEMA, Verdict.NO)
        .containsEntry(Question.VISION, Verdict.NO)
        .containsEntry(Question.DEVELOPER, Verdict.NO)
        .containsEntry(Question.ERRORS, Verdict.NO);
    assertThat(findings.quirks())
        .containsExactlyInAnyOrder(
            Quirk.MAX_COMPLETION_TOKENS,
            Quirk.NO_STREAM_OPTIONS,
            Quirk.NO_JSON_SCHEMA,
            Quirk.DEVELOPER_AS_SYSTEM);
    assertThat(findings.all()).extracting(Finding::sentence).allMatch(text -> text.endsWith("."));
  }

  @Test
  void doesNotCallRefusedWhatIsOnlyPassedOver() {
    var findings = run(body -> new Reply(200, Server.said("ok")));

    assertThat(verdicts(findings))
        .containsEntry(Question.STREAM, Verdict.UNCLEAR)
        .containsEntry(Question.TOOLS, Verdict.UNCLEAR)
        .containsEntry(Question.JSON_SCHEMA, Verdict.UNCLEAR)
        .containsEntry(Question.ERRORS, Verdict.UNCLEAR);
    assertThat(findings.quirks()).isEmpty();
  }

  @Test
  void asksNothingMoreOfAnEndpointThatDoesNotChat() {
    var findings = run(body -> new Reply(401, "{\"error\":{\"message\":\"No such key\"}}"));

    assertThat(sent).hasSize(1);
    assertThat(verdicts(findings)).isEqualTo(Map.of(Question.CHAT, Verdict.NO));
    assertThat(findings.problem()).contains("401", "No such key");
    assertThat(run(body -> new Reply(0, "")).problem()).contains("in time");
    assertThat(run(body -> new Reply(200, "<html>")).problem()).contains("not with a chat");
  }

  @Test
  void doesNotWaitForAServerThatFellSilent() {
    var findings = run(body -> sent.size() == 1 ? Server.able(body) : Reply.NONE);

    assertThat(sent).hasSize(3);
    assertThat(verdicts(findings))
        .containsEntry(Question.CHAT, Verdict.YES)
        .containsEntry(Question.STREAM, Verdict.UNCLEAR)
        .containsEntry(Question.VISION, Verdict.UNCLEAR)
        .doesNotContainValue(Verdict.NO);
  }

  /** What was refused before is taken once the quirks that were learned are gone by. */
  @Test
  void changesWhatIsSentSoThatItIsTaken() {
    var asked =
        """
        {"model":"m","max_tokens":9,"messages":[{"role":"developer","content":"Be brief."},
          {"role":"user","content":"Look it up."}],"parallel_tool_calls":false,
         "tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}]}
        """;
    var learned = run(Server::picky).quirks();

    var before = Server.picky(written(asked, Set.of()));
    var after = written(asked, learned);

    assertThat(before.refused()).isTrue();
    assertThat(Server.picky(after).ok()).isTrue();
    assertThat(after.path("max_completion_tokens").asInt()).isEqualTo(9);
    assertThat(after.at("/messages/0/role").asText()).isEqualTo("system");
    assertThat(after.path("stream").asBoolean()).isTrue();
    assertThat(after.has("tools")).isTrue();
  }

  /** A caller's chat completion, made anew as for a call from another format. */
  private static JsonNode written(String asked, Set<Quirk> quirks) {
    var chat = new ChatDialect();
    var read = chat.readRequest(asked.getBytes(StandardCharsets.UTF_8), CallHead.BODY);
    var written =
        chat.writeRequest(
            ((Conversion.Done<ChatRequest>) read).value(), new Target("tiny", true, quirks));
    return ((Conversion.Done<ProviderCall>) written).value().body();
  }

  @Test
  void comesBackFromTheProfileAsItWent() {
    var findings = run(Server::strict);
    var before = new Profile(null, Set.of(Quirk.TOP_K, Quirk.NO_JSON_SCHEMA), Map.of());

    var kept = findings.put(before);

    assertThat(kept.quirks()).contains(Quirk.TOP_K).containsAll(findings.quirks());
    assertThat(Findings.in(kept)).contains(findings);
    assertThat(run(Server::able).put(kept).quirks()).containsExactly(Quirk.TOP_K);
    assertThat(Findings.in(Profile.USUAL)).isEmpty();
  }

  /** Servers in two lines each. */
  private static final class Server {
    static String said(String text) {
      return "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
          + text
          + "\"},\"finish_reason\":\"stop\"}]}";
    }

    static Reply able(JsonNode body) {
      if (!body.path("messages").isArray()) {
        return new Reply(400, "{\"error\":{\"message\":\"messages must be a list\"}}");
      }
      if (body.path("stream").asBoolean()) {
        return new Reply(
            200,
            "data: {\"choices\":[{\"delta\":{\"content\":\"ok\"}}]}\n\n"
                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3}}\n\ndata: [DONE]\n\n");
      }
      if (body.has("tools")) {
        var call = "{\"id\":\"c\",\"function\":{\"name\":\"get_weather\",\"arguments\":\"{}\"}}";
        var calls = body.has("parallel_tool_calls") ? call + "," + call : call;
        return new Reply(
            200, "{\"choices\":[{\"message\":{\"content\":null,\"tool_calls\":[" + calls + "]}}]}");
      }
      return new Reply(
          200, said(body.has("response_format") ? "{\\\"capital\\\":\\\"Paris\\\"}" : "ok"));
    }

    /** Takes tools, and nothing that is new. */
    static Reply picky(JsonNode body) {
      boolean known =
          body.path("messages").isArray()
              && !body.has("max_tokens")
              && !body.has("stream_options")
              && !body.has("parallel_tool_calls")
              && !body.at("/messages/0/role").asText().equals("developer");
      return known ? able(body) : new Reply(400, "{\"error\":{\"message\":\"max_tokens\"}}");
    }

    static Reply strict(JsonNode body) {
      if (body.has("max_tokens")) {
        return new Reply(400, "Unsupported parameter: max_tokens");
      }
      boolean known =
          body.path("messages").isArray()
              && body.at("/messages/0/content").isTextual()
              && !body.at("/messages/0/role").asText().equals("developer")
              && !body.has("stream_options")
              && !body.has("tools")
              && !body.has("response_format");
      if (!known) {
        return new Reply(422, "{\"detail\":\"extra_forbidden\"}");
      }
      return body.path("stream").asBoolean()
          ? new Reply(200, "data: {\"choices\":[{\"delta\":{\"content\":\"ok\"}}]}\n\n")
          : new Reply(200, said("ok"));
    }
  }
}
