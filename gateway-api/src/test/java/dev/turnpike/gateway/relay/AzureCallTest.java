package dev.turnpike.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.core.upstream.fake.AzureFake;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls to Azure through the whole data plane: deployments in the path, a key or Entra's token. */
class AzureCallTest {
  private final AzureFake azure = new AzureFake(3600);
  private final ScriptedUpstream upstream = ScriptedUpstream.start().always(azure);
  private final LocalGateway gateway = new LocalGateway();

  @AfterEach
  void close() {
    gateway.close();
    upstream.close();
  }

  @Test
  void asksTheDeploymentWithTheKey() throws Exception {
    openai(new ProviderCredential(AzureFake.API_KEY, Map.of()), Map.of());

    var answer = WireCall.chat(gateway, AzureFake.DEPLOYMENT, false, "");

    assertThat(WireCall.json(answer).at("/choices/0/message/content").asText())
        .isEqualTo("Hi from Azure");
    assertThat(upstream.take().target())
        .isEqualTo("/openai/deployments/our-gpt/chat/completions?api-version=2024-10-21");
  }

  @Test
  void streams() throws Exception {
    openai(new ProviderCredential(AzureFake.API_KEY, Map.of()), Map.of());

    var answer = WireCall.chat(gateway, AzureFake.DEPLOYMENT, true, "");

    assertThat(answer.body()).contains("Hi from Azure").endsWith("data: [DONE]\n\n");
    assertThat(gateway.span().metering().usage().output()).isEqualTo(3);
  }

  @Test
  void embedsAtTheDeploymentToo() throws Exception {
    openai(new ProviderCredential(AzureFake.API_KEY, Map.of()), Map.of());

    var answer =
        WireCall.post(gateway, "/api/embeddings", "{\"model\":\"our-gpt\",\"input\":\"hello\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(upstream.take().target())
        .isEqualTo("/openai/deployments/our-gpt/embeddings?api-version=2024-10-21");
  }

  @Test
  void exchangesAnApplicationsSecretForOneToken() throws Exception {
    entra(AzureFake.CLIENT_SECRET);

    for (int i = 0; i < 3; i++) {
      assertThat(WireCall.chat(gateway, AzureFake.DEPLOYMENT, false, "").statusCode())
          .isEqualTo(200);
    }

    assertThat(azure.tokens).hasValue(1);
  }

  @Test
  void tellsWhyNoTokenWasGiven() throws Exception {
    entra("wrong~secret");

    var answer = WireCall.chat(gateway, AzureFake.DEPLOYMENT, false, "");

    assertThat(answer.statusCode()).isEqualTo(424);
    assertThat(answer.body()).contains("AADSTS7000215").doesNotContain("wrong~secret");
  }

  @Test
  void tellsOfAWrongKeyAndAnUnknownDeployment() throws Exception {
    openai(new ProviderCredential("wrong", Map.of()), Map.of());

    var answer = WireCall.chat(gateway, AzureFake.DEPLOYMENT, false, "");

    assertThat(answer.statusCode()).isEqualTo(424);
    gateway.builtIn(
        "no-such",
        "azure_openai",
        upstream.url(""),
        Map.of("api_version", "2024-10-21"),
        new ProviderCredential(AzureFake.API_KEY, Map.of()));
    assertThat(WireCall.chat(gateway, "no-such", false, "").body()).contains("does not exist");
  }

  @Test
  void passesTheRefusalOfAParameterOn() throws Exception {
    openai(new ProviderCredential(AzureFake.API_KEY, Map.of()), Map.of());

    var answer = WireCall.chat(gateway, AzureFake.DEPLOYMENT, false, ",\"odd\":1");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Unrecognized request argument supplied: odd");
  }

  @Test
  void speaksToDeepSeekOverTheV1Api() throws Exception {
    gateway.builtIn(
        AzureFake.DEPLOYMENT,
        "azure_deepseek",
        upstream.url(""),
        Map.of(),
        new ProviderCredential(AzureFake.API_KEY, Map.of()));

    var answer = WireCall.messages(gateway, AzureFake.DEPLOYMENT, true);

    assertThat(answer.body()).contains("Hi from Azure").contains("event: message_stop");
    assertThat(upstream.take().target()).isEqualTo("/openai/v1/chat/completions");
  }

  private void entra(String secret) {
    openai(
        new ProviderCredential(null, Map.of(), Map.of("azure_client_secret", secret)),
        Map.of(
            "azure_tenant_id", AzureFake.TENANT,
            "azure_client_id", AzureFake.CLIENT,
            "azure_authority", upstream.url("").toString()));
  }

  private void openai(ProviderCredential credential, Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.put("api_version", "2024-10-21");
    gateway.builtIn(AzureFake.DEPLOYMENT, "azure_openai", upstream.url(""), settings, credential);
  }
}
