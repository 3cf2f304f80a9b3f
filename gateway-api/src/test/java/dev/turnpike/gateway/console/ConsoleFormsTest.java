package dev.turnpike.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class ConsoleFormsTest {
  private static final String HOSTILE = "<script>alert('x')</script>\"'&";

  private static ScriptedUpstream upstream;

  @BeforeAll
  static void startUpstream() {
    upstream = ScriptedUpstream.start();
    upstream.always(
        Script.json(
            """
            {"object":"list","data":[{"id":"tiny"},{"id":"large/one:7b"}]}\
            """));
  }

  @AfterAll
  static void stopUpstream() {
    upstream.close();
  }

  @Test
  void refusesAFormWithoutItsToken() {
    Visitor.owner()
        .post("/console/providers", Map.of("provider_name", List.of("No token")), Map.of())
        .then()
        .statusCode(403)
        .body(containsString("out of date"));
  }

  @Test
  void refusesAFormFromAnotherSite() {
    var visitor = Visitor.owner();

    for (var header :
        List.of(
            Map.of("Origin", "https://evil.example"),
            Map.of("Sec-Fetch-Site", "cross-site"),
            Map.of("Origin", "null"))) {
      visitor
          .post("/console/theme", Map.of("theme", List.of("dark")), header)
          .then()
          .statusCode(403)
          .body(containsString("another site"));
    }
  }

  @Test
  void addsAProviderWithADerivedIdAndOffersItsModels() {
    var visitor = Visitor.owner();

    visitor
        .submit("/console/providers/new", "/console/providers", provider("Forms Box", "", "/v1"))
        .then()
        .statusCode(303)
        .header("Location", endsWith("/console/providers/forms-box/models?step=new"));

    visitor
        .get("/console/providers/forms-box/models")
        .then()
        .statusCode(200)
        .body(containsString("large/one:7b"));
    visitor
        .submit(
            "/console/providers/forms-box/models", Map.of("model", List.of("tiny", "large/one:7b")))
        .then()
        .statusCode(303)
        .header("Location", endsWith("/console/models/model?name=tiny"));
    visitor
        .get("/console/models/model?name=large%2Fone%3A7b")
        .then()
        .statusCode(200)
        .body(containsString("large/one:7b"));
  }

  @Test
  void keepsWhatWasTypedAndNamesTheFieldWhenAProviderIsRefused() {
    Visitor.owner()
        .submit(
            "/console/providers/new",
            "/console/providers",
            Map.of(
                "provider_name", List.of("Bad " + HOSTILE),
                "provider_id", List.of("Not An Id"),
                "extra_kwargs.base_url", List.of("ftp://somewhere"),
                "extra_kwargs.api_key", List.of("secret-never-shown"),
                "format", List.of("openai-chat")))
        .then()
        .statusCode(422)
        .body(containsString("Bad &lt;script&gt;"))
        .body(containsString("ftp://somewhere"))
        .body(containsString("id=\"base_url-error\""))
        .body(containsString("id=\"provider_id-error\""))
        .body(not(containsString("secret-never-shown")))
        .body(not(containsString("<script>alert")));
  }

  @Test
  void testsAConnectionWithoutSavingAnything() {
    var visitor = Visitor.owner();

    visitor
        .submit(
            "/console/providers/new",
            "/console/providers/test",
            provider("Only Tested", "only-tested", "/v1"))
        .then()
        .statusCode(200)
        .body(containsString("Connected in"))
        .body(containsString("tiny"))
        .body(containsString("value=\"Only Tested\""));

    visitor.get("/console/providers/only-tested").then().statusCode(404);
  }

  @Test
  void deletesAProviderOnlyWhenItsIdIsTyped() {
    var visitor = Visitor.owner();
    visitor.submit(
        "/console/providers/new", "/console/providers", provider("Doomed", "doomed", "/v1"));

    visitor
        .submit(
            "/console/providers/doomed",
            "/console/providers/doomed/delete",
            Map.of("confirm", List.of("domed")))
        .then()
        .statusCode(422)
        .body(containsString("Type doomed to delete"));
    visitor
        .submit(
            "/console/providers/doomed",
            "/console/providers/doomed/delete",
            Map.of("confirm", List.of("doomed")))
        .then()
        .statusCode(303);

    visitor.get("/console/providers/doomed").then().statusCode(404);
  }

  @Test
  void escapesNamesEverywhere() {
    var visitor = Visitor.owner();
    visitor
        .submit(
            "/console/providers/new",
            "/console/providers",
            provider("Hostile " + HOSTILE, "hostile", "/v1"))
        .then()
        .statusCode(303);
    visitor
        .submit("/console/models/new?provider=hostile", "/console/models", model(HOSTILE, "1"))
        .then()
        .statusCode(303);

    for (var page :
        List.of(
            "/console/start",
            "/console/overview",
            "/console/providers",
            "/console/providers/hostile",
            "/console/providers/hostile/edit",
            "/console/models",
            "/console/models?q=" + "%3Cscript%3E",
            "/console/models/model?name=%3Cscript%3Ealert('x')%3C%2Fscript%3E%22'%26",
            "/console/logs?model=%3Cscript%3Ealert(1)%3C%2Fscript%3E")) {
      var response = visitor.get(page);
      assertThat(response.statusCode()).as(page).isEqualTo(200);
      assertThat(response.asString()).as(page).doesNotContain("<script>alert");
    }
  }

  @Test
  void refusesANegativePriceAtItsField() {
    var visitor = Visitor.owner();
    visitor.submit(
        "/console/providers/new", "/console/providers", provider("Prices", "prices", "/v1"));

    visitor
        .submit("/console/models/new?provider=prices", "/console/models", model("dear", "-1"))
        .then()
        .statusCode(422)
        .body(containsString("id=\"input_cost-error\""))
        .body(containsString("value=\"dear\""));
  }

  @Test
  void showsANewKeyOnceAndRevokesIt() {
    var visitor = Visitor.owner();

    var made =
        visitor.submit(
            "/console/keys/new",
            "/console/keys",
            Map.of(
                "name", List.of("Forms key"),
                "right", List.of("calls"),
                "log_privacy", List.of("hash"),
                "environment", List.of("test")));
    assertThat(made.statusCode()).isEqualTo(200);
    assertThat(made.asString()).containsPattern("id=\"secret\">tp_[A-Za-z0-9_]+<");

    var page = visitor.get("/console/keys").asString();
    assertThat(page).contains("Forms key", "texts in logs: hash").doesNotContain("id=\"secret\"");
    var action = page.split("/revoke\"")[0];
    var id = action.substring(action.lastIndexOf('/') + 1);
    visitor
        .submit("/console/keys", "/console/keys/" + id + "/revoke", Map.of())
        .then()
        .statusCode(303);
    assertThat(visitor.get("/console/keys").asString()).contains("Revoked");
  }

  @Test
  void rotatesAKeyAndLetsTheOldOneWorkForAWhile() {
    var visitor = Visitor.owner();
    var made =
        visitor
            .submit(
                "/console/keys/new",
                "/console/keys",
                Map.of(
                    "name", List.of("Turning key"),
                    "right", List.of("calls"),
                    "environment", List.of("prod")))
            .asString();
    var id = between(visitor.get("/console/keys").asString(), "/console/keys/", "/rotate\"");

    var rotated =
        visitor.submit(
            "/console/keys/" + id + "/rotate",
            "/console/keys/" + id + "/rotate",
            Map.of("overlap", List.of("24")));

    assertThat(rotated.statusCode()).isEqualTo(200);
    assertThat(secret(rotated.asString())).startsWith("tp_").isNotEqualTo(secret(made));
    assertThat(visitor.get("/console/keys").asString()).contains("until");
    visitor
        .submit(
            "/console/keys/" + id + "/rotate",
            "/console/keys/" + id + "/rotate",
            Map.of("overlap", List.of("99999")))
        .then()
        .statusCode(422)
        .body(containsString("from 0 to 90 days"));
  }

  private static String secret(String page) {
    return between(page, "id=\"secret\">", "<");
  }

  private static String between(String page, String before, String after) {
    var end = page.indexOf(after, page.indexOf(before) + before.length());
    var head = page.substring(0, end);
    return head.substring(head.lastIndexOf(before) + before.length());
  }

  private static Map<String, List<String>> provider(String name, String id, String path) {
    return Map.of(
        "provider_name", List.of(name),
        "provider_id", List.of(id),
        "extra_kwargs.base_url", List.of(upstream.url(path).toString()),
        "format", List.of("openai-chat"),
        "path.openai-chat", List.of("/chat/completions"));
  }

  private static Map<String, List<String>> model(String name, String price) {
    return Map.of(
        "model_name", List.of(name),
        "custom_provider_id", List.of(price.equals("-1") ? "prices" : "hostile"),
        "input_cost", List.of(price),
        "model_type", List.of("chat"));
  }
}
