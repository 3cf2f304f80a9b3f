package dev.turnpike.gateway.traces;

import static dev.turnpike.gateway.traces.Traced.client;
import static dev.turnpike.gateway.traces.Traced.hex;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** End users appear with their first log; people set their profile and budget. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class UsersApiTest {

  @Test
  void knowsAUserFromItsFirstLog() {
    var user = aUser("0.25");

    client()
        .get("/api/users/" + user + "/")
        .then()
        .statusCode(200)
        .body("id", equalTo(user))
        .body("name", equalTo("Ada"))
        .body("email", equalTo("ada@example.org"))
        .body("environment", equalTo("prod"))
        .body("number_of_requests", equalTo(1))
        .body("total_cost", equalTo(0.25f))
        .body("active_days", equalTo(1))
        .body("average_latency", equalTo(1.5f))
        .body("total_budget", nullValue())
        .body("total_period_usage", equalTo(0.25f));
    client().get("/api/users/" + user + "/?environment=test").then().statusCode(404);
    client().get("/api/users/nobody/").then().statusCode(404).body("detail", equalTo("Not found."));
  }

  @Test
  void keepsAndTellsABudget() {
    var user = aUser("0.5");

    client()
        .body(
            """
            {"name": "Grace", "period_budget": 20, "budget_duration": "monthly",
             "total_budget": 100.5, "markup_percentage": 20, "metadata": {"plan": "pro"}}
            """)
        .patch("/api/users/" + user + "/")
        .then()
        .statusCode(200)
        .body("name", equalTo("Grace"))
        .body("email", equalTo("ada@example.org"))
        .body("period_budget", equalTo(20))
        .body("budget_duration", equalTo("monthly"))
        .body("total_budget", equalTo(100.5f))
        .body("period_start", notNullValue())
        .body("period_end", notNullValue())
        .body("total_period_usage", equalTo(0.6f))
        .body("metadata.plan", equalTo("pro"))
        .body("updated_at", notNullValue());
    client()
        .body("{\"period_budget\": null}")
        .patch("/api/users/" + user + "/")
        .then()
        .statusCode(200)
        .body("period_budget", nullValue())
        .body("total_budget", equalTo(100.5f));
  }

  @Test
  void namesWhatIsWrongWithABudget() {
    var user = aUser("0");

    client()
        .body(
            """
            {"period_budget": -1, "budget_duration": "hourly", "total_budget": "much",
             "period_start": "2026-02-01", "period_end": "2026-01-01"}
            """)
        .patch("/api/users/" + user + "/")
        .then()
        .statusCode(400)
        .body("period_budget", hasItem(containsString("from 0")))
        .body("budget_duration", contains("Must be daily, weekly, monthly or yearly."))
        .body("total_budget", contains("Must be a number."))
        .body("period_end", contains("Must be after period_start."));
  }

  @Test
  void listsAndForgets() {
    var user = aUser("3");
    var filter =
        "{\"filters\": {\"customer_identifier\": {\"operator\": \"\", \"value\": [\"%s\"]},"
                .formatted(user)
            + " \"total_cost\": {\"operator\": \"gte\", \"value\": [3]}}}";

    client()
        .body(filter)
        .post("/api/users/list/?sort_by=-total_cost")
        .then()
        .statusCode(200)
        .body("count", equalTo(1))
        .body("results[0].total_requests", equalTo(1));
    client()
        .body(filter)
        .post("/api/users/list/?page=2")
        .then()
        .statusCode(200)
        .body("results", hasSize(0));
    client()
        .body("{\"filters\": {\"metadata__a\": \"b\"}}")
        .post("/api/users/list/")
        .then()
        .statusCode(400);
    client()
        .get("/api/users/list/?sort_by=colour")
        .then()
        .statusCode(400)
        .body("sort_by", hasItem(containsString("colour")));

    client().delete("/api/users/" + user + "/").then().statusCode(204);
    client().delete("/api/users/" + user + "/").then().statusCode(404);
  }

  private static String aUser(String cost) {
    var user = "user-" + hex(10);
    client()
        .body(
            """
            {"model": "m", "input": "a", "output": "b", "cost": %s, "latency": 1.5,
             "customer_params": {"customer_identifier": "%s", "name": "Ada",
               "email": "ada@example.org"}}
            """
                .formatted(cost, user))
        .post("/api/request-logs/")
        .then()
        .statusCode(201);
    return user;
  }
}
