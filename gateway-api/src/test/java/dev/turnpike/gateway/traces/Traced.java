package dev.turnpike.gateway.traces;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.turnpike.gateway.TurnpikeServer;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Random;

/** What the tests of this package send. */
final class Traced {
  private static final Random RANDOM = new Random();

  private Traced() {}

  static RequestSpecification client() {
    return given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON);
  }

  static String hex(int digits) {
    var text = new StringBuilder();
    while (text.length() < digits) {
      text.append(Integer.toHexString(1 + RANDOM.nextInt(15)));
    }
    return text.toString();
  }

  /** A request of one span; attributes are texts. */
  static String otlp(String trace, String span, String parent, String name, String... attributes) {
    var list = new StringBuilder();
    for (var i = 0; i < attributes.length; i += 2) {
      list.append(i == 0 ? "" : ", ")
          .append(
              "{\"key\": \"%s\", \"value\": {\"stringValue\": \"%s\"}}"
                  .formatted(attributes[i], attributes[i + 1]));
    }
    var now = System.currentTimeMillis() * 1_000_000;
    return """
    {"resourceSpans": [{"scopeSpans": [{"spans": [{
      "traceId": "%s", "spanId": "%s", "parentSpanId": "%s", "name": "%s",
      "startTimeUnixNano": "%d", "endTimeUnixNano": "%d", "attributes": [%s]}]}]}]}
    """
        .formatted(trace, span, parent, name, now, now + 1_000_000, list);
  }

  /** The trace once it has so many spans. */
  static JsonPath awaitTrace(String id, int spans) {
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> client().get("/api/traces/" + id + "/").jsonPath(),
            trace -> Integer.valueOf(spans).equals(trace.get("span_count")));
  }
}
