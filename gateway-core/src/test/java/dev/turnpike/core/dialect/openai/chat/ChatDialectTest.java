package dev.turnpike.core.dialect.openai.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.dialect.canon.reply.ChatReply;
import dev.turnpike.core.dialect.canon.reply.Refusal;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.CallHead;
import dev.turnpike.core.dialect.contract.Conversion;
import dev.turnpike.core.dialect.contract.ReplyContext;
import dev.turnpike.core.dialect.contract.StreamForm;
import dev.turnpike.core.dialect.contract.Target;
import dev.turnpike.core.dialect.contract.stream.StreamTranslation;
import dev.turnpike.core.dialect.json.Json;
import org.junit.jupiter.api.Test;

class ChatDialectTest {
  private final ChatDialect chat = new ChatDialect();

  @Test
  void keepsWhatItCannotName() {
    var body =
        """
        {"model":"m","messages":[
          {"role":"developer","content":"Be brief."},
          {"role":"user","content":[{"type":"text","text":"What is this?"},
            {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}}]},
          {"role":"assistant","content":null,"tool_calls":[
            {"id":"call_1","type":"function","function":{"name":"look","arguments":"{\\"a\\":1}"}}]},
          {"role":"tool","tool_call_id":"call_1","content":"a cat"}],
         "temperature":0.70,"max_tokens":50,"seed":7,"brand_new":{"x":1}}
        """;

    var written = written(request(body), new Target("upstream-model", true));

    assertThat(written)
        .isEqualTo(
            """
            {"model":"upstream-model","messages":[{"role":"developer","content":"Be brief."},\
            {"role":"user","content":[{"type":"text","text":"What is this?"},{"type":"image_url",\
            "image_url":{"url":"data:image/png;base64,AAAA","detail":"low"}}]},{"role":"assistant",\
            "content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"look",\
            "arguments":"{\\"a\\":1}"}}]},{"role":"tool","tool_call_id":"call_1","content":"a cat"}],\
            "temperature":0.70,"max_tokens":50,"seed":7,"brand_new":{"x":1},"stream":true,\
            "stream_options":{"include_usage":true}}\
            """);
  }

  @Test
  void namesTheFieldThatIsWrong() {
    var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":7}]}";

    var refused = chat.readRequest(body.getBytes(UTF_8), CallHead.BODY);

    assertThat(refused)
        .isEqualTo(
            new Conversion.Refused<ChatRequest>(
                Refusal.invalid(
                    "messages[0].content",
                    "messages[0].content must be a string or an array of parts.")));
  }

  @Test
  void writesTheStreamItReads() {
    var context =
        new ReplyContext(
            "e1",
            5,
            request(
                "{\"model\":\"m\",\"stream_options\":{\"include_usage\":true},"
                    + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
    var translation =
        new StreamTranslation(
            chat.streamDecoder(context), chat.streamEncoder(context, StreamForm.SSE), context);
    var out = new StringBuilder();

    translation.event(
        null,
        "{\"id\":\"chatcmpl-1\",\"model\":\"x\",\"created\":9,\"choices\":[{\"index\":0,"
            + "\"delta\":{\"role\":\"assistant\",\"content\":\"He\",\"tool_calls\":[]}}]}",
        out);
    translation.event(null, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"y\"}}]}", out);
    translation.event(
        null, "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}", out);
    translation.event(
        null, "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}", out);
    translation.event(null, "[DONE]", out);
    translation.event(null, "[DONE]", out);
    translation.end(out);

    assertThat(
            out.toString()
                .lines()
                .filter(l -> !l.isEmpty())
                .map(l -> l.replaceAll("\"id\":.*?\"model\":\"x\",", "")))
        .containsExactly(
            "data:"
                + " {\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}",
            "data:"
                + " {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"He\"},\"finish_reason\":null}]}",
            "data:"
                + " {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"y\"},\"finish_reason\":null}]}",
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}",
            "data:"
                + " {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}}}",
            "data: [DONE]");
  }

  @Test
  void neverEndsACutStreamCleanly() {
    var context =
        new ReplyContext(
            "e1",
            5,
            request("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
    var translation =
        new StreamTranslation(
            chat.streamDecoder(context), chat.streamEncoder(context, StreamForm.SSE), context);
    var out = new StringBuilder();

    translation.event(null, "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"He\"}}]}", out);
    translation.end(out);

    assertThat(out.toString()).contains("\"code\":\"upstream_truncated\"").doesNotContain("[DONE]");
    assertThat(translation.over()).isTrue();
  }

  @Test
  void readsAndWritesAWholeAnswer() {
    var context =
        new ReplyContext(
            "e1",
            5,
            request("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
    var body =
        """
        {"id":"chatcmpl-1","object":"chat.completion","created":9,"model":"x","choices":[{"index":0,
         "message":{"role":"assistant","content":"Hey","refusal":null,"tool_calls":[]},
         "logprobs":null,"finish_reason":"stop"}],
         "usage":{"prompt_tokens":10,"completion_tokens":4,"total_tokens":14,
           "prompt_tokens_details":{"cached_tokens":6},"completion_tokens_details":{"reasoning_tokens":1}}}
        """;

    var reply = (Conversion.Done<ChatReply>) chat.readReply(body.getBytes(UTF_8), context);
    var written = (Conversion.Done<byte[]>) chat.writeReply(reply.value(), context);

    var expected = Json.read(body.replace(",\"tool_calls\":[]", "").getBytes(UTF_8));
    assertThat(Json.read(written.value())).isEqualTo(expected);
  }

  private ChatRequest request(String body) {
    return ((Conversion.Done<ChatRequest>) chat.readRequest(body.getBytes(UTF_8), CallHead.BODY))
        .value();
  }

  private String written(ChatRequest request, Target target) {
    var done =
        (Conversion.Done<dev.turnpike.core.dialect.contract.ProviderCall>)
            chat.writeRequest(request, target);
    return new String(done.value().bytes(), UTF_8);
  }
}
