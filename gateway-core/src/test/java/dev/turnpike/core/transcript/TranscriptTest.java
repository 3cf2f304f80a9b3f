package dev.turnpike.core.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnpike.core.dialect.DialectId;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final String REQUEST =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello!\",\"odd\":1.0}]}";

  @Test
  void keepsMessagesAsTheyWereWritten() throws Exception {
    var transcript =
        Transcript.read(
            DialectId.OPENAI_CHAT,
            "m",
            REQUEST,
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hi.\"}}]}");

    assertThat(transcript)
        .isEqualTo(
            new Transcript(
                "[{\"role\":\"user\",\"content\":\"Hello!\",\"odd\":1.0}]",
                "{\"role\":\"assistant\",\"content\":\"Hi.\"}",
                null));
  }

  @Test
  void putsAStreamTogetherAgain() throws Exception {
    var stream =
        """
        data: {"choices":[{"index":0,"delta":{"role":"assistant","content":"He"}}]}

        : keep-alive

        data: {"choices":[{"index":0,"delta":{"content":"llo"}}]}

        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","function":{"name":"f","arguments":"{\\"a\\""}}]}}]}

        data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":":1}"}}]}}]}

        data: [DONE]

        """;

    var message = Transcript.read(DialectId.OPENAI_CHAT, "m", REQUEST, stream).completionMessage();

    assertThat(json(message))
        .isEqualTo(
            json(
                """
                {"role":"assistant","content":"Hello","tool_calls":[
                  {"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}}]}
                """));
  }

  /** Its index may stand behind the delta; lines may end as on Windows; the last may be cut. */
  @Test
  void tellsTheFirstChoiceOfAStream() {
    var stream =
        """
        data:{"choices":[{"delta":{"content":"no"},"index":1},{"delta":{"content":"a","refusal":null},"index":0}]}

        event: chunk
        data: {"choices":[{"delta":{"content":"b","reasoning_content":"hm"},"index":0}],"usage":null}

        data: {"choices":[{"delta":{"content":"c"},"index":0}]}

        data: {"choices":[],"usage":{"prompt_tokens":1}}

        data: {"choices":[{"delta":{"content":"cut\
        """
            .replace("\n", "\r\n");

    assertThat(Transcript.read(DialectId.OPENAI_CHAT, "m", null, stream).completionMessage())
        .isEqualTo("{\"role\":\"assistant\",\"content\":\"abc\",\"reasoning_content\":\"hm\"}");
  }

  @Test
  void cutsOutWhatWasWrittenAndNothingThatIsEmpty() {
    var request =
        """
        {"tools": [ ], "metadata": {"messages": "not these"},
         "messages": [ {"role": "user", "content": "]}\\" é"} ]}
        """;
    var response =
        """
        {"choices": [{"index": 0, "message": {"content": "Hi.", "n": 1.50}}, {"message": {"content": "no"}}]}
        """;

    assertThat(Transcript.read(DialectId.OPENAI_CHAT, "m", request, response))
        .isEqualTo(
            new Transcript(
                "[ {\"role\": \"user\", \"content\": \"]}\\\" é\"} ]",
                "{\"content\": \"Hi.\", \"n\": 1.50}",
                null));
  }

  @Test
  void readsAnthropicMessages() throws Exception {
    var transcript =
        Transcript.read(
            DialectId.ANTHROPIC_MESSAGES,
            "m",
            """
            {"model":"m","max_tokens":5,"system":"Be brief.","messages":[{"role":"user","content":"Hello!"}]}
            """,
            """
            {"id":"msg_1","type":"message","role":"assistant","model":"m","stop_reason":"end_turn",
             "content":[{"type":"text","text":"Hi."}],"usage":{"input_tokens":1,"output_tokens":1}}
            """);

    assertThat(json(transcript.promptMessages()).findValuesAsText("role"))
        .containsExactly("system", "user");
    assertThat(json(transcript.completionMessage()).path("content").asText()).isEqualTo("Hi.");
  }

  @Test
  void readsGeminiStreams() throws Exception {
    var transcript =
        Transcript.read(
            DialectId.GEMINI_GENERATE,
            "m",
            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hello!\"}]}]}",
            """
            data: {"candidates":[{"index":0,"content":{"role":"model","parts":[{"text":"H"}]}}]}

            data: {"candidates":[{"index":0,"content":{"role":"model","parts":[{"text":"i."}]},"finishReason":"STOP"}]}

            """);

    assertThat(json(transcript.promptMessages()).path(0).path("role").asText()).isEqualTo("user");
    assertThat(json(transcript.completionMessage()).path("content").asText()).isEqualTo("Hi.");
  }

  @Test
  void leavesOutWhatItCannotRead() {
    for (var dialect : DialectId.ofCallers()) {
      assertThat(Transcript.read(dialect, "m", "{\"model\":", "<html>")).isEqualTo(Transcript.NONE);
      assertThat(Transcript.read(dialect, "m", null, null)).isEqualTo(Transcript.NONE);
    }
  }

  private static JsonNode json(@org.jspecify.annotations.Nullable String text) throws Exception {
    return new JsonMapper().readTree(String.valueOf(text));
  }
}
