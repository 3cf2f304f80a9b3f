package dev.turnpike.gateway.about;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AboutResourceTest {

  @Test
  void saysWhoAnswersWithoutAKey() {
    when().get("/api/about").then().statusCode(200).body("name", is("Turnpike"));
  }
}
