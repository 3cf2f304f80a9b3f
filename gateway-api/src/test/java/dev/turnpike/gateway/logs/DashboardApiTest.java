package dev.turnpike.gateway.logs;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What logs add up to, over HTTP. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class DashboardApiTest {
  private final String model = "model-" + UUID.randomUUID();

  @Test
  void addsUpByWhatLogsHaveInCommon() {
    log("0.25", "someone", "success");
    log("0.75", "someone", "error");

    client()
        .body(filters())
        .post("/api/request-logs/groups/?group_by=model")
        .then()
        .statusCode(200)
        .body("count", equalTo(1))
        .body("results[0].model", equalTo(model))
        .body("results[0].number_of_requests", equalTo(2))
        .body("results[0].error_percentage.toDouble()", equalTo(50.0))
        .body("results[0].total_cost.toDouble()", closeTo(1.0, 1e-9));
    client()
        .body(filters())
        .post("/api/request-logs/groups/?group_by=customer_identifier")
        .then()
        .statusCode(200)
        .body("results[0].customer_identifier", equalTo("someone"))
        .body("results[0].number_of_requests", equalTo(2));
    client()
        .get("/api/request-logs/groups/?group_by=colour")
        .then()
        .statusCode(400)
        .body("group_by[0]", containsString("customer_identifier"));
  }

  @Test
  void tellsMetricsOverTimeAndInTotal() {
    log("0.25", "someone", "success");
    log("0.75", "other", "error");

    client()
        .body(filters())
        .post("/api/dashboard/llm-metrics/?time_tick=hour")
        .then()
        .statusCode(200)
        .body("data[0].date_group", notNullValue())
        .body("data.number_of_requests.sum()", equalTo(2))
        .body("summary.error_count", equalTo(1))
        .body("summary.average_latency.toDouble()", closeTo(1.5, 1e-6))
        .body("summary.total_cost.toDouble()", closeTo(1.0, 1e-9));
    client()
        .body(filters())
        .post("/api/dashboard/quantiles/summary/")
        .then()
        .statusCode(200)
        .body("summary.latency_quantiles_p_50.toDouble()", closeTo(1.5, 0.4))
        .body("summary", hasKey("ttft_quantiles_p_99"));
    client()
        .body(filters())
        .post("/api/dashboard/time-series/breakdown/?breakdown_by=model")
        .then()
        .statusCode(200)
        .body("number_of_requests[0]", hasKey(model))
        .body("total_cost", hasSize(greaterThanOrEqualTo(1)));
    client()
        .body(filters())
        .post("/api/dashboard/users/")
        .then()
        .statusCode(200)
        .body("summary.active_users", equalTo(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "llm-metrics/summary/",
        "quantiles/",
        "total-users/",
        "cache-hit-metrics/",
        "cache-hit-metrics/summary/",
        "cache-hit-metrics/total-summary/"
      })
  void answersWithoutAnyBody(String path) {
    client().post("/api/dashboard/" + path).then().statusCode(200);
  }

  @Test
  void tellsHowMuchRoomLogsTake() {
    log("0.25", "someone", "success");

    client()
        .get("/api/dashboard/storage-volume/?summary_type=daily")
        .then()
        .statusCode(200)
        .body("data[0].object_count", greaterThanOrEqualTo(1))
        .body("data[0].total_bytes", greaterThanOrEqualTo(8192));
    client()
        .get("/api/dashboard/storage-volume/summary/?summary_type=all")
        .then()
        .statusCode(200)
        .body("summary.object_count", greaterThanOrEqualTo(1))
        .body("summary.standard_bytes", greaterThanOrEqualTo(8192));
  }

  @Test
  void namesWhatItDoesNotUnderstand() {
    client()
        .post("/api/dashboard/llm-metrics/?time_tick=century&summary_type=ever")
        .then()
        .statusCode(400)
        .body("summary_type[0]", containsString("weekly"));
  }

  @Test
  void notesManyLogsAtOnce() {
    String id = log("0.1", "someone", "success");

    client()
        .body(
            "{\"logs\": [{\"unique_id\": \"%s\", \"note\": \"seen\"}, {\"unique_id\": \"none\"}, {}]}"
                .formatted(id))
        .patch("/api/request-logs/batch-update/")
        .then()
        .statusCode(200)
        .body("success_count", equalTo(1))
        .body("errors.index", hasItem(2));
    client().get("/api/request-logs/" + id).then().body("note", equalTo("seen"));
  }

  @Test
  void findsLogsByEitherConditionByPatternAndByWordsOfTheirBodies() {
    log("0.25", "someone", "success");
    log("0.75", "other", "error");
    var list = "/api/request-logs/list/?metadata__run=" + model;

    client()
        .body(
            """
            {"filters": {"customer_identifier": {"operator": "", "value": ["other"]},
              "cost": {"operator": "lt", "value": [0.5], "connector": "OR"}}}
            """)
        .post(list)
        .then()
        .statusCode(200)
        .body("count", equalTo(2));
    client()
        .body(
            "{\"filters\": {\"customer_identifier\": {\"operator\": \"regex\", \"value\":"
                + " [\"^o.h\"]}}}")
        .post(list)
        .then()
        .statusCode(200)
        .body("count", equalTo(1));
    client()
        .body(
            "{\"filters\": {\"full_text\": {\"operator\": \"contains\", \"value\":"
                + " [\"hippopotamus\"]}}}")
        .post(list)
        .then()
        .statusCode(200)
        .body("count", equalTo(2));
    client()
        .body("{\"filters\": {\"model\": {\"operator\": \"regex\", \"value\": [\"(\"]}}}")
        .post(list)
        .then()
        .statusCode(400)
        .body("filters[0]", containsString("not a regular expression"));
  }

  private String filters() {
    return "{\"filters\": {\"model\": {\"operator\": \"\", \"value\": [\"%s\"]}}}".formatted(model);
  }

  private String log(String cost, String customer, String status) {
    return client()
        .body(
            """
            {"model": "%s", "cost": %s, "customer_identifier": "%s", "status": "%s",
             "latency": 1.5, "input": "What is a hippopotamus?", "metadata": {"run": "%s"}}
            """
                .formatted(model, cost, customer, status, model))
        .post("/api/request-logs/")
        .then()
        .statusCode(201)
        .extract()
        .path("unique_id");
  }

  private static RequestSpecification client() {
    return given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON);
  }
}
