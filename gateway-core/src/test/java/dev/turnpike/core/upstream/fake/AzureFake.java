package dev.turnpike.core.upstream.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.upstream.ReceivedRequest;
import dev.turnpike.core.upstream.Script;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A resource of Azure OpenAI with one deployment, its OpenAI v1 API, and Entra's token endpoint for
 * one application. Each token holds for as long as the test says.
 *
 * @see <a href="https://learn.microsoft.com/azure/ai-foundry/openai/reference">Azure OpenAI REST
 *     API</a> (read 2026-11-22)
 */
public final class AzureFake implements Function<ReceivedRequest, Script> {
  public static final String API_KEY = "azure-key-0123456789abcdef";
  public static final String DEPLOYMENT = "our-gpt";
  public static final String TENANT = "tenant-1";
  public static final String CLIENT = "client-1";
  public static final String CLIENT_SECRET = "client~secret/1";

  private static final Pattern DEPLOYED =
      Pattern.compile(
          "/openai/deployments/([^/]+)/(chat/completions|embeddings)\\?api-version=(.*)");
  private static final Set<String> KNOWN =
      Set.of(
          "model",
          "messages",
          "stream",
          "stream_options",
          "temperature",
          "top_p",
          "max_tokens",
          "max_completion_tokens",
          "stop",
          "tools",
          "tool_choice",
          "response_format",
          "input",
          "user");

  /** Tokens given so far. */
  public final AtomicInteger tokens = new AtomicInteger();

  private final int tokenSeconds;

  public AzureFake(int tokenSeconds) {
    this.tokenSeconds = tokenSeconds;
  }

  @Override
  public Script apply(ReceivedRequest request) {
    if (request.target().equals("/" + TENANT + "/oauth2/v2.0/token")) {
      return token(request);
    }
    if (!isAuthorized(request)) {
      return error(
          401, "401", "Access denied due to invalid subscription key or wrong API endpoint.");
    }
    var deployed = DEPLOYED.matcher(request.target());
    var body = Members.of(request);
    if (deployed.matches()) {
      if (!deployed.group(1).equals(DEPLOYMENT)) {
        return error(
            404, "DeploymentNotFound", "The API deployment for this resource does not exist.");
      }
      if (!deployed.group(3).equals("2024-10-21")) {
        return error(404, "404", "Resource not found");
      }
    } else if (!request.target().equals("/openai/v1/chat/completions")) {
      return error(404, "404", "Resource not found");
    } else if (!body.path("model").asText().equals(DEPLOYMENT)) {
      return error(
          404, "DeploymentNotFound", "The API deployment for this resource does not exist.");
    }
    return answer(request, body);
  }

  private static Script answer(ReceivedRequest request, ObjectNode body) {
    var unknown = Members.unknown(body, KNOWN);
    if (unknown.isPresent()) {
      return error(
          400, "unknown_parameter", "Unrecognized request argument supplied: " + unknown.get());
    }
    if (request.target().contains("/embeddings")) {
      return Script.json(
          "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[0.5]}],"
              + "\"model\":\"ada\",\"usage\":{\"prompt_tokens\":2,\"total_tokens\":2}}");
    }
    return body.path("stream").asBoolean()
        ? Chat.stream("gpt-4o", "Hi from Azure")
        : Chat.whole("gpt-4o", "Hi from Azure");
  }

  private boolean isAuthorized(ReceivedRequest request) {
    var bearer = request.header("authorization").orElse("");
    return request.header("api-key").orElse("").equals(API_KEY)
        || tokens.get() > 0 && bearer.equals("Bearer entra-" + tokens.get());
  }

  private Script token(ReceivedRequest request) {
    var form = List.of(request.text().split("&"));
    boolean known =
        form.contains("grant_type=client_credentials")
            && form.contains("client_id=" + CLIENT)
            && form.contains("client_secret=client%7Esecret%2F1")
            && form.contains("scope=https%3A%2F%2Fcognitiveservices.azure.com%2F.default")
            && request
                .header("content-type")
                .orElse("")
                .equals("application/x-www-form-urlencoded");
    return known
        ? Script.json(
            "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"entra-%d\"}"
                .formatted(tokenSeconds, tokens.incrementAndGet()))
        : Script.answer(
            401,
            "application/json",
            "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client"
                + " secret provided.\"}");
  }

  private static Script error(int status, String code, String message) {
    return Script.answer(
        status,
        "application/json",
        "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
  }
}
