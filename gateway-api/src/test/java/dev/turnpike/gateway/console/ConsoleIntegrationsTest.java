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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Integrations and the catalogue without scripts: plain pages, plain forms. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class ConsoleIntegrationsTest {
  private static final String KEY = "nb-console-secret-4321";
  private static final String PAGE = "/console/integrations/nextbit";
  private static final Pattern EDIT =
      Pattern.compile("/console/integrations/nextbit/([0-9a-f-]{36})/edit");

  private static ScriptedUpstream upstream;

  @BeforeAll
  static void startUpstream() {
    upstream = ScriptedUpstream.start();
    upstream.always(
        request ->
            request.header("authorization").orElse("").equals("Bearer " + KEY)
                ? Script.json("{\"object\":\"list\",\"data\":[{\"id\":\"cydonia-2b\"}]}")
                : Script.answer(401, "application/json", "{}"));
  }

  @AfterAll
  static void stopUpstream() {
    upstream.close();
  }

  private static Map<String, List<String>> credential(String name, String key) {
    var fields = new LinkedHashMap<String, List<String>>();
    fields.put("name", List.of(name));
    fields.put("weight", List.of("2"));
    fields.put("is_active", List.of("1"));
    fields.put("credentials.api_key", List.of(key));
    fields.put("credentials.api_base", List.of(upstream.url("/v1").toString()));
    return fields;
  }

  private static String added(Visitor visitor, String name) {
    visitor
        .submit(PAGE + "/new", PAGE, credential(name, KEY))
        .then()
        .statusCode(303)
        .header("Location", endsWith(PAGE));
    var page = visitor.get(PAGE).asString();
    var edit = EDIT.matcher(page.substring(page.indexOf(name)));
    assertThat(edit.find()).as(page).isTrue();
    return edit.group(1);
  }

  @Test
  void showsAllProvidersAndFindsOne() {
    var visitor = Visitor.owner();

    visitor
        .get("/console/integrations")
        .then()
        .statusCode(200)
        .body(containsString("AWS Bedrock"))
        .body(containsString("Google PaLM"))
        .body(containsString("Retired"))
        .body(containsString("Not connected"));
    visitor
        .get("/console/integrations?q=cereb")
        .then()
        .body(containsString("Cerebras"))
        .body(not(containsString("AWS Bedrock")));
    visitor
        .get("/console/integrations?q=nosuch")
        .then()
        .body(containsString("No such provider here"));
    visitor.get("/console/integrations/nosuch").then().statusCode(404);
  }

  @Test
  void addsTestsChangesAndDeletesACredential() {
    var visitor = Visitor.owner();
    var name = "Console " + UUID.randomUUID();
    var id = added(visitor, name);

    visitor
        .get(PAGE)
        .then()
        .body(containsString("api_key set, …4321"))
        .body(not(containsString(KEY)));
    visitor.submit(PAGE, PAGE + "/" + id + "/test", Map.of()).then().statusCode(303);
    visitor.get(PAGE).then().body(containsString("Works"));
    var changed = credential(name, "");
    changed.put("exclude_models", List.of("one\ntwo"));
    visitor.submit(PAGE + "/" + id + "/edit", PAGE + "/" + id, changed).then().statusCode(303);
    visitor.get(PAGE).then().body(containsString("2 excluded"));
    visitor
        .submit(PAGE + "/" + id + "/edit", PAGE + "/test", changedWith(changed, id))
        .then()
        .statusCode(200)
        .body(containsString("works."))
        .body(containsString("cydonia-2b"));
    visitor.submit(PAGE, PAGE + "/" + id + "/delete", Map.of()).then().statusCode(303);
    visitor.get(PAGE + "/" + id + "/edit").then().statusCode(404);
  }

  private static Map<String, List<String>> changedWith(
      Map<String, List<String>> fields, String editing) {
    var all = new LinkedHashMap<>(fields);
    all.put("editing", List.of(editing));
    return all;
  }

  @Test
  void keepsWhatWasTypedButNoSecretWhenItIsRefused() {
    var fields = credential("<b>Bad</b>", "spaces are no key");
    fields.put("weight", List.of("many"));

    Visitor.owner()
        .submit(PAGE + "/new", PAGE, fields)
        .then()
        .statusCode(422)
        .body(containsString("value=\"&lt;b&gt;Bad&lt;/b&gt;\""))
        .body(containsString("Must be a number."))
        .body(containsString("cannot be sent in a header"))
        .body(not(containsString("spaces are no key")));
  }

  @Test
  void saysWhyATypedKeyIsRefused() {
    Visitor.owner()
        .submit(PAGE + "/new", PAGE + "/test", credential("Typed", "nb-wrong"))
        .then()
        .statusCode(200)
        .body(containsString("Status 401"))
        .body(not(containsString("nb-wrong")));
  }

  @Test
  void searchesFiltersAndPagesTheCatalogue() {
    var visitor = Visitor.owner();

    visitor
        .get("/console/models/catalogue")
        .then()
        .statusCode(200)
        .body(containsString("rel=\"next\""))
        .body(containsString("Compare ticked"));
    visitor
        .get(
            "/console/models/catalogue?q=gpt+4o+mini&provider=openai&type=chat&can=tools&price=1&window=100000")
        .then()
        .body(containsString("openai/gpt-4o-mini"))
        .body(containsString("$0.15"))
        .body(not(containsString("openai/gpt-3.5-turbo<")));
    visitor
        .get("/console/models/catalogue?q=nothing-like-it")
        .then()
        .body(containsString("No model matches"));
  }

  @Test
  void comparesModels() {
    Visitor.owner()
        .get(
            "/console/models/compare?name=openai/gpt-4o-mini&name=anthropic/claude-haiku-4-5&name=no-such")
        .then()
        .statusCode(200)
        .body(containsString("openai/gpt-4o-mini"))
        .body(containsString("anthropic/claude-haiku-4-5"))
        .body(containsString("class=\"best\""))
        .body(not(containsString("no-such")));
    Visitor.owner()
        .get("/console/models/compare")
        .then()
        .statusCode(200)
        .body(containsString("Nothing to compare"));
  }
}
