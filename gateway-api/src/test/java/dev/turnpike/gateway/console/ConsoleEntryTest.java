package dev.turnpike.gateway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class ConsoleEntryTest {

  @Test
  void leadsStrangersToSignInAndBack() {
    Visitor.stranger()
        .get("/console/providers")
        .then()
        .statusCode(302)
        .header("Location", endsWith("/console/sign-in?next=%2Fconsole%2Fproviders"));
  }

  @Test
  void leadsTheBareOriginToTheConsole() {
    Visitor.stranger().get("/").then().statusCode(303).header("Location", endsWith("/console"));
  }

  @Test
  void setsASessionCookieThatOnlyThisConsoleGets() {
    var response =
        Visitor.stranger()
            .submit(
                "/console/sign-in",
                Map.of(
                    "email", List.of(TurnpikeServer.ADMIN_EMAIL),
                    "password", List.of(TurnpikeServer.ADMIN_PASSWORD)));

    var cookie = response.getDetailedCookie("turnpike_session");
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualToIgnoringCase("Strict");
    assertThat(cookie.getPath()).isEqualTo("/console");
    assertThat(cookie.getDomain()).isNull();
  }

  @Test
  void refusesAWrongPasswordWithoutTellingWhichPartWasWrong() {
    Visitor.stranger()
        .submit(
            "/console/sign-in",
            Map.of("email", List.of("nobody@turnpike.test"), "password", List.of("wrong one")))
        .then()
        .statusCode(422)
        .body(containsString("Email and password do not belong together."))
        .body(containsString("value=\"nobody@turnpike.test\""));
  }

  @Test
  void followsNoAddressOfAnotherSiteAfterSignIn() {
    Visitor.stranger()
        .submit(
            "/console/sign-in",
            Map.of(
                "email", List.of(TurnpikeServer.ADMIN_EMAIL),
                "password", List.of(TurnpikeServer.ADMIN_PASSWORD),
                "next", List.of("//evil.example/console")))
        .then()
        .statusCode(303)
        .header("Location", endsWith("/console"));
  }

  @Test
  void endsTheSessionOnSignOut() {
    var visitor = Visitor.owner();
    visitor.get("/console/keys").then().statusCode(200);

    visitor.submit("/console/keys", "/console/sign-out", Map.of()).then().statusCode(303);

    visitor.get("/console/keys").then().statusCode(302);
  }

  @Test
  void closesFirstRunOnceThereIsAnOwner() {
    Visitor.stranger().get("/console/first-run").then().statusCode(303);
  }

  @Test
  void letsNoApiKeyIntoTheConsole() {
    given()
        .redirects()
        .follow(false)
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .get("/console/keys")
        .then()
        .statusCode(302);
  }

  @Test
  void sendsStrictHeadersWithEveryPage() {
    var response = Visitor.owner().get("/console/providers");

    assertThat(response.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(response.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(response.asString()).doesNotContain("<script>", "style=\"", "onclick=");
  }

  @Test
  void saysInItsOwnWordsThatAPageDoesNotExist() {
    Visitor.owner()
        .get("/console/nothing/here")
        .then()
        .statusCode(404)
        .contentType("text/html")
        .body(containsString("Not found"));
  }
}
