package dev.turnpike.console.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateData;

/**
 * A ready first call in four languages.
 *
 * @param baseUrl what an OpenAI client is given, such as {@code http://localhost:8080/api/}
 */
@TemplateData
public record Snippets(String baseUrl, String model) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public String curl() {
    var body =
        "{\n    \"model\": %s,\n    \"messages\": [{\"role\": \"user\", \"content\": \"Hello!\"}]\n  }"
            .formatted(quoted(model))
            .replace("'", "'\\''");
    return """
    curl %schat/completions \\
      -H "Authorization: Bearer $TURNPIKE_API_KEY" \\
      -H "Content-Type: application/json" \\
      -d '%s'\
    """
        .formatted(baseUrl, body);
  }

  public String python() {
    return """
    from openai import OpenAI

    client = OpenAI(
        api_key="YOUR_API_KEY",
        base_url="%s",
    )

    response = client.chat.completions.create(
        model=%s,
        messages=[{"role": "user", "content": "Hello!"}],
    )
    print(response.choices[0].message.content)\
    """
        .formatted(baseUrl, quoted(model));
  }

  public String typescript() {
    return """
    import OpenAI from "openai";

    const client = new OpenAI({
      apiKey: process.env.TURNPIKE_API_KEY,
      baseURL: "%s",
    });

    const response = await client.chat.completions.create({
      model: %s,
      messages: [{ role: "user", content: "Hello!" }],
    });
    console.log(response.choices[0].message.content);\
    """
        .formatted(baseUrl, quoted(model));
  }

  public String java() {
    return """
    var client = OpenAIOkHttpClient.builder()
        .apiKey(System.getenv("TURNPIKE_API_KEY"))
        .baseUrl("%s")
        .build();

    var response = client.chat().completions().create(
        ChatCompletionCreateParams.builder()
            .model(%s)
            .addUserMessage("Hello!")
            .build());
    System.out.println(response.choices().getFirst().message().content().orElse(""));\
    """
        .formatted(baseUrl.replaceAll("/$", ""), quoted(model));
  }

  // JSON's strings are Python's, TypeScript's and Java's too.
  private static String quoted(String text) {
    try {
      return JSON.writeValueAsString(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text is always JSON", e);
    }
  }
}
