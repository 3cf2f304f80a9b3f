package dev.turnpike.gateway.docs;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class DocsSiteTest {

  @Test
  void servesPagesWithoutAKeyOrAnythingFromElsewhere() {
    when()
        .get("/docs/quick-start")
        .then()
        .statusCode(200)
        .header("Content-Security-Policy", startsWith("default-src 'none'"))
        .body(containsString("<h1 id=\"quick-start\">"), not(containsString("src=\"http")));
    when().get("/docs").then().statusCode(200);
    when().get("/docs/").then().statusCode(200);
  }

  @Test
  void servesEachPageAsMarkdown() {
    when()
        .get("/docs/settings.md")
        .then()
        .statusCode(200)
        .contentType("text/markdown")
        .body(startsWith("# Settings"));
  }

  @Test
  void servesTheTextsForLanguageModels() {
    when()
        .get("/llms.txt")
        .then()
        .statusCode(200)
        .body(containsString("/docs/custom-providers.md): "));
    when().get("/llms-full.txt").then().statusCode(200).body(containsString("# Concepts"));
    when()
        .get("/docs/run-it/llms.txt")
        .then()
        .statusCode(200)
        .body(containsString("/docs/settings.md"));
    when()
        .get("/docs/settings/llms.txt")
        .then()
        .statusCode(200)
        .body(containsString("/docs/settings#the-data-directory"));
  }

  @Test
  void servesPictures() {
    when().get("/docs/images/logs.png").then().statusCode(200).contentType(equalTo("image/png"));
  }

  @Test
  void searches() {
    given()
        .queryParam("q", "master key")
        .get("/docs/search")
        .then()
        .statusCode(200)
        .body(containsString("/docs/settings"));
  }

  @Test
  void saysWhatComesNearAMissingPage() {
    when()
        .get("/docs/custom-provider")
        .then()
        .statusCode(404)
        .body(containsString("/docs/custom-providers"));
    when().get("/docs/../../etc/passwd").then().statusCode(404);
    when().get("/docs/images/..%2f..%2fapplication.properties").then().statusCode(404);
  }
}
