package dev.turnpike.gateway.about;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class AboutResourceTest {

  @Test
  void saysWhoAnswersWithoutAKey() {
    when().get("/api/about").then().statusCode(200).body("name", is("Turnpike"));
  }
}
