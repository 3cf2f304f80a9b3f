package dev.turnpike.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What is seen of many calls together: overview, traces, threads, users. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class ConsoleInsightTest {

  @Test
  void landsOnTheOverviewOnceThereAreCalls() {
    log(Map.of("model", "seen-from-above"));

    Visitor.owner()
        .get("/console")
        .then()
        .statusCode(303)
        .header("Location", endsWith("/console/overview"));
  }

  @Test
  void addsUpWhatWasCalledAndLeadsToItsLogs() {
    var model = "m-" + UUID.randomUUID();
    log(Map.of("model", model, "cost", 2.5, "customer_identifier", "c-" + model));
    log(Map.of("model", model, "status", "error", "customer_identifier", "c-" + model));

    var page = page("/console/overview?time=1h", model);

    assertThat(page)
        .contains("href=\"/console/logs?time=1h&amp;model=" + model + "\"")
        .contains("href=\"/console/logs?time=1h&amp;model=" + model + "&amp;status=failed\"")
        .contains("href=\"/console/logs?time=1h&amp;customer=c-" + model + "\"")
        .contains("<svg viewBox=\"0 0 1000 200\"")
        .contains("As a table")
        .doesNotContain("style=\"");
  }

  @Test
  void leadsFromTheFiguresOfAModelToTheLogsThatMadeThem() {
    var model = "m-" + UUID.randomUUID();
    log(Map.of("model", model, "cost", 2.5));

    assertThat(page("/console/overview?time=1h", model))
        .contains("model=" + model + "&amp;sort=cost\">$2.50</a>")
        .contains("model=" + model + "&amp;sort=latency\"");
  }

  @Test
  void showsWhatCouldNotBeStored() {
    var visitor = Visitor.owner();

    visitor
        .get("/console/overview")
        .then()
        .body(containsString("<a href=\"/console/quarantine\">"));
    visitor
        .get("/console/quarantine")
        .then()
        .statusCode(200)
        .body(containsString("No log is quarantined"));
    visitor
        .submit("/console/logs", "/console/quarantine/replay", Map.of("id", List.of("none")))
        .then()
        .statusCode(303)
        .header("Location", endsWith("/console/quarantine"));
    Visitor.stranger().get("/console/quarantine").then().statusCode(302);
  }

  @Test
  void drawsATraceAsATree() {
    var trace = UUID.randomUUID().toString().replace("-", "");
    log(
        Map.of(
            "model",
            "",
            "log_type",
            "workflow",
            "trace_unique_id",
            trace,
            "span_unique_id",
            "1",
            "span_name",
            "answer ticket",
            "latency",
            3));
    log(
        Map.of(
            "model",
            "writer",
            "trace_unique_id",
            trace,
            "span_unique_id",
            "2",
            "span_parent_id",
            "1",
            "span_name",
            "draft reply",
            "latency",
            1,
            "prompt_messages",
            List.of(Map.of("role", "user", "content", "Please draft"))));

    var page = page("/console/traces/trace?id=" + trace, "draft reply");

    assertThat(page).contains("depth-0", "depth-1", "answer ticket");
    var child = page.substring(0, page.indexOf("draft reply"));
    var address = child.substring(child.lastIndexOf("<a href=\"") + 9);
    Visitor.owner()
        .get(address.substring(0, address.indexOf('#')).replace("&amp;", "&"))
        .then()
        .statusCode(200)
        .body(containsString("Please draft"));
    Visitor.owner().get("/console/traces/trace?id=none").then().statusCode(404);
  }

  @Test
  void showsAThreadAsOneConversation() {
    var thread = "t-" + UUID.randomUUID();
    var first = Map.of("role", "user", "content", "First question");
    var answer = Map.of("role", "assistant", "content", "First answer");
    log(
        Map.of(
            "model",
            "talker",
            "thread_identifier",
            thread,
            "prompt_messages",
            List.of(first),
            "completion_message",
            answer));
    page("/console/threads/thread?id=" + thread, "First answer");
    log(
        Map.of(
            "model",
            "talker",
            "thread_identifier",
            thread,
            "prompt_messages",
            List.of(first, answer, Map.of("role", "user", "content", "Second question")),
            "completion_message",
            Map.of("role", "assistant", "content", "Second answer")));

    var page = page("/console/threads/thread?id=" + thread, "Second answer");

    assertThat(page.split("First question", -1)).as("said once").hasSize(2);
    assertThat(page).containsSubsequence("First answer", "Second question", "Second answer");
  }

  @Test
  void setsAUsersBudgetAndNamesAFieldThatIsWrong() {
    var user = "u-" + UUID.randomUUID();
    log(Map.of("model", "priced", "customer_identifier", user, "cost", 0.75));
    var address = "/console/users/user?id=" + user + "&environment=prod";
    page(address, "0.75");
    var owner = Visitor.owner();

    owner.submit(address, "/console/users/user", budget(user, "1.50")).then().statusCode(303);

    owner.get(address).then().body(containsString("$0.75 of $1.50"));
    owner
        .submit(address, "/console/users/user", budget(user, "-1"))
        .then()
        .statusCode(422)
        .body(containsString("id=\"period_budget-error\""));
    owner
        .get("/console/users?q=" + user)
        .then()
        .statusCode(200)
        .body(containsString(user))
        .body(not(containsString("No user matches")));
  }

  private static Map<String, List<String>> budget(String user, String usd) {
    return Map.of(
        "id", List.of(user),
        "environment", List.of("prod"),
        "name", List.of("Ada"),
        "period_budget", List.of(usd),
        "budget_duration", List.of("monthly"));
  }

  private static void log(Map<String, Object> call) {
    given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType("application/json")
        .body(call)
        .post("/api/request-logs/")
        .then()
        .statusCode(201);
  }

  /** The page, as soon as the text is on it; logs are stored a moment after they were taken. */
  private static String page(String address, String text) {
    var visitor = Visitor.owner();
    for (int i = 0; i < 100; i++) {
      var page = visitor.get(address).asString();
      if (page.contains(text)) {
        return page;
      }
      LockSupport.parkNanos(100_000_000);
    }
    throw new AssertionError("never on " + address + ": " + text);
  }
}
