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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class ConsoleLogsTest {

  @Test
  void narrowsTheListByWhatTheAddressSays() {
    var tag = log(3, "\"latency\": 2.5, \"metadata\": {\"team\": \"search\"}");
    var visitor = Visitor.owner();

    assertThat(rows(visitor, "/console/logs?thread=" + tag)).hasSize(3);
    assertThat(rows(visitor, "/console/logs?thread=" + tag + "&latency_min=2")).hasSize(3);
    assertThat(rows(visitor, "/console/logs?thread=" + tag + "&latency_min=3")).isEmpty();
    assertThat(rows(visitor, "/console/logs?thread=" + tag + "&metadata=team%3Dsearch")).hasSize(3);
    assertThat(rows(visitor, "/console/logs?thread=" + tag + "&metadata=team%3Dother")).isEmpty();
    assertThat(rows(visitor, "/console/logs?thread=" + tag + "&status=failed")).isEmpty();
    assertThat(rows(visitor, "/console/logs?thread=" + tag + "&time=15m&sort=cost")).hasSize(3);
  }

  @Test
  void offersTheMostFrequentValuesOfAListToNarrowItBy() {
    var tag = log(3, "\"customer_identifier\": \"grace & co\"");
    var visitor = Visitor.owner();
    var list = "/console/logs?thread=" + tag;

    var opened = visitor.get(list + "&values=1").asString();
    var narrowed = visitor.get(list + "&values=1&model=logged").asString();

    assertThat(visitor.get(list).asString()).doesNotContain("class=\"values\"");
    assertThat(values(opened))
        .contains("success 3", "logged 3", "grace &amp; co 3", "chat 3")
        .allMatch(value -> value.endsWith(" 3"));
    assertThat(opened).contains("thread=" + tag + "&amp;values=1&amp;model=logged\"");
    assertThat(narrowed)
        .contains("thread=" + tag + "&amp;values=1\" title=\"logged\" aria-current=\"true\"");
    assertThat(visitor.get(list + "&values=1&q=fox").asString()).contains("clear the search");
  }

  private static List<String> values(String page) {
    return all(page, "</svg><a href=[^>]*>([^<]+</a> <span>[^<]+)</span></li>").stream()
        .map(value -> value.replace("</a> <span>", " "))
        .toList();
  }

  @Test
  void findsCallsByTheWordsInThem() {
    var tag = log(2, "\"input\": \"The quick brown vermilion fox\"");
    var visitor = Visitor.owner();

    assertThat(rows(visitor, "/console/logs?thread=" + tag + "&q=Vermilion%20fox")).hasSize(2);
    assertThat(rows(visitor, "/console/logs?thread=" + tag + "&q=%22fox%20vermilion%22")).isEmpty();
  }

  @Test
  void showsNothingWhenAFilterCannotBeUnderstood() {
    var tag = log(1, "\"stream\": false");

    Visitor.owner()
        .get("/console/logs?thread=" + tag + "&cost_min=cheap")
        .then()
        .statusCode(200)
        .body(containsString("A filter cannot be understood"))
        .body(containsString("id=\"f-cost_min-error\""))
        .body(not(containsString("data-id=")));
  }

  @Test
  void pagesThroughOlderCallsWithoutMissingOrRepeatingOne() {
    var tag = log(120, "\"stream\": false");
    var visitor = Visitor.owner();

    var first = visitor.get("/console/logs?thread=" + tag).asString();
    var second = visitor.get(next(first)).asString();
    var third = visitor.get(next(second)).asString();

    assertThat(ids(first)).hasSize(50);
    assertThat(ids(second)).hasSize(50).doesNotContainAnyElementsOf(ids(first));
    assertThat(ids(third)).hasSize(20).doesNotContainAnyElementsOf(ids(second));
    assertThat(third).doesNotContain("rel=\"next\"");
  }

  @Test
  void walksFromCallToCallWithinTheFilter() {
    var tag = log(3, "\"stream\": false");
    var visitor = Visitor.owner();
    var ids = ids(visitor.get("/console/logs?thread=" + tag).asString());

    var middle = visitor.get("/console/logs/log?id=" + ids.get(1) + "&thread=" + tag).asString();

    assertThat(middle)
        .contains("rel=\"prev\" href=\"/console/logs/log?thread=" + tag + "&amp;id=" + ids.get(0))
        .contains("rel=\"next\" href=\"/console/logs/log?thread=" + tag + "&amp;id=" + ids.get(2));
  }

  @Test
  void givesAllCallsOfAListAsAFile() {
    var tag = log(3, "\"cost\": 0.000001234");
    var visitor = Visitor.owner();

    var csv = visitor.get("/console/logs/export.csv?thread=" + tag);
    var json = visitor.get("/console/logs/export.json?thread=" + tag);

    csv.then()
        .statusCode(200)
        .contentType("text/csv")
        .header("Content-Disposition", containsString("turnpike-logs-"));
    assertThat(csv.asString().split("\r\n")).hasSize(4);
    assertThat(csv.asString()).contains(",0.000001234,");
    json.then().statusCode(200).contentType("application/json");
    assertThat(json.jsonPath().getList("thread_identifier")).containsExactly(tag, tag, tag);
    visitor.get("/console/logs/export.csv?latency_min=x").then().statusCode(422);
    Visitor.stranger().get("/console/logs/export.csv").then().statusCode(302);
  }

  @Test
  void keepsTheColumnsABrowserWants() {
    log(1, "\"stream\": false");
    var visitor = Visitor.owner();

    visitor
        .submit(
            "/console/logs",
            "/console/logs/columns",
            Map.of(
                "column", List.of("thread", "cost"),
                "back", List.of("/console/logs?status=success")))
        .then()
        .statusCode(303)
        .header("Location", endsWith("/console/logs?status=success"));

    assertThat(headings(visitor)).containsExactly("Time", "Thread", "Cost");
    visitor.submit("/console/logs", "/console/logs/columns", Map.of("usual", List.of("1")));
    assertThat(headings(visitor)).contains("Time", "Status", "Model", "Latency");
  }

  @Test
  void goesBackToItsOwnListAloneAfterColumnsWereChosen() {
    Visitor.owner()
        .submit(
            "/console/logs",
            "/console/logs/columns",
            Map.of("column", List.of("model"), "back", List.of("//evil.example/console/logs?")))
        .then()
        .statusCode(303)
        .header("Location", endsWith("/console/logs"));
  }

  @Test
  void reloadsALiveListWithoutScripts() {
    Visitor.owner()
        .get("/console/logs?live=1")
        .then()
        .statusCode(200)
        .body(containsString("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>"))
        .body(containsString("data-tail=\"/console/logs/incoming\""));
  }

  /** Logs some calls in one thread of their own, whose name is the answer. */
  private static String log(int count, String more) {
    var tag = "t-" + UUID.randomUUID();
    var one =
        """
        {"model":"logged","thread_identifier":"%s","prompt_tokens":3,"completion_tokens":2,%s}\
        """
            .formatted(tag, more);
    given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType("application/json")
        .body(
            IntStream.range(0, count)
                .mapToObj(i -> one)
                .collect(Collectors.joining(",", "{\"logs\":[", "]}")))
        .post("/api/request-logs/bulk/")
        .then()
        .statusCode(201);
    var visitor = Visitor.owner();
    for (int i = 0; i < 100; i++) {
      var stored = visitor.get("/console/logs/export.csv?thread=" + tag).asString();
      if (stored.lines().count() == count + 1) {
        return tag;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
    }
    throw new AssertionError("the calls of " + tag + " were not stored within 10 s");
  }

  private static List<String> rows(Visitor visitor, String address) {
    var page = visitor.get(address);
    page.then().statusCode(200);
    return ids(page.asString());
  }

  private static List<String> ids(String page) {
    return all(page, "data-id=\"([^\"]+)\"");
  }

  private static String next(String page) {
    return all(page, "href=\"([^\"]+)\" rel=\"next\"").getFirst().replace("&amp;", "&");
  }

  private static List<String> headings(Visitor visitor) {
    return all(
        visitor.get("/console/logs").asString(), "<th scope=\"col\"[^>]*>(?:<a [^>]*>)?([^<]+)<");
  }

  private static List<String> all(String page, String pattern) {
    return java.util.regex.Pattern.compile(pattern)
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
