package dev.turnpike.gateway.logs;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The address of what could not be stored; how spans come and go there is tested beside it. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class QuarantineApiTest {
  private static final String QUARANTINE = "/api/request-logs/quarantine/";

  @Test
  void listsAndReplaysForThoseWhoManage() {
    given()
        .auth()
        .oauth2(TurnpikeServer.API_KEY)
        .get(QUARANTINE)
        .then()
        .statusCode(200)
        .body("count", greaterThanOrEqualTo(0))
        .body("damaged_stretches", is(0));
    given()
        .auth()
        .oauth2(TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON)
        .body(Map.of("ids", List.of("none-such")))
        .post(QUARANTINE + "replay/")
        .then()
        .statusCode(200)
        .body("sent", is(0));
  }

  @Test
  void refusesAKeyThatMayOnlyReadLogs() {
    var key =
        given()
            .auth()
            .oauth2(TurnpikeServer.API_KEY)
            .contentType(ContentType.JSON)
            .body(Map.of("name", "reader", "rights", List.of("logs")))
            .post("/api/temporary-keys/")
            .then()
            .statusCode(201)
            .extract()
            .<String>path("api_key");

    given().auth().oauth2(key).get(QUARANTINE).then().statusCode(403);
    given().get(QUARANTINE).then().statusCode(401);
  }
}
