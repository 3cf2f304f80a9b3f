package dev.turnpike.core.upstream.fake;

import dev.turnpike.core.upstream.Script;

/** Answers of OpenAI's chat form, for the fakes of those who speak it. */
final class Chat {
  private Chat() {}

  static Script whole(String model, String text) {
    return Script.json(
        """
        {"id":"chatcmpl-f","object":"chat.completion","created":1790000000,"model":"%s","choices":[\
        {"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
        "usage":{"prompt_tokens":9,"completion_tokens":3,"total_tokens":12}}\
        """
            .formatted(model, text));
  }

  static Script stream(String model, String text) {
    var head =
        "{\"id\":\"chatcmpl-f\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,";
    var start = head + "\"model\":\"" + model + "\",\"choices\":[{\"index\":0,";
    return Script.stream()
        .chunk(
            "data: "
                + start
                + "\"delta\":{\"role\":\"assistant\",\"content\":\""
                + text
                + "\"}}]}\n\n")
        .chunk("data: " + start + "\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n")
        .chunk(
            "data: "
                + head
                + "\"model\":\""
                + model
                + "\",\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,\"total_tokens\":12}}\n\n")
        .chunk("data: [DONE]\n\n")
        .end();
  }
}
