package dev.turnpike.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
class ConsoleMembersTest {
  private static final Pattern SECRET = Pattern.compile("id=\"secret\">([^<]+)<");

  @Test
  void letsAnOwnerAddAMemberWhoThenSignsIn() {
    var owner = Visitor.owner();

    var made = owner.submit("/console/members", add("grace@turnpike.test", "viewer"));

    assertThat(made.statusCode()).isEqualTo(200);
    var grace = Visitor.member("grace@turnpike.test", secret(made.asString()));
    grace
        .get("/console/members")
        .then()
        .statusCode(200)
        .body(containsString("grace@turnpike.test"))
        .body(not(containsString("Add member")));
    assertThat(owner.get("/console/members").asString()).doesNotContain("id=\"secret\"");
    grace.submit("/console/members", add("eve@turnpike.test", "owner")).then().statusCode(403);
  }

  @Test
  void changesRolesAndRemovesMembersAtOnce() {
    var owner = Visitor.owner();
    var made = owner.submit("/console/members", add("linus@turnpike.test", "viewer")).asString();
    var linus = Visitor.member("linus@turnpike.test", secret(made));
    var id = idOf(owner.get("/console/members").asString(), "linus@turnpike.test");

    linus.get("/console/keys/new").then().statusCode(403);
    owner
        .submit(
            "/console/members",
            "/console/members/" + id + "/role",
            Map.of("role", List.of("editor")))
        .then()
        .statusCode(303);
    linus.get("/console/keys/new").then().statusCode(200);
    owner
        .submit("/console/members", "/console/members/" + id + "/remove", Map.of())
        .then()
        .statusCode(303);

    linus.get("/console/members").then().statusCode(302);
  }

  @Test
  void refusesToRemoveTheOnlyOwnerAndASecondMemberOfOneAddress() {
    var owner = Visitor.owner();
    var id = idOf(owner.get("/console/members").asString(), TurnpikeServer.ADMIN_EMAIL);

    owner
        .submit("/console/members", "/console/members/" + id + "/remove", Map.of())
        .then()
        .statusCode(403)
        .body(containsString("the only owner"));
    owner
        .submit("/console/members", add(TurnpikeServer.ADMIN_EMAIL, "viewer"))
        .then()
        .statusCode(422)
        .body(containsString("already"));
  }

  private static Map<String, List<String>> add(String email, String role) {
    return Map.of("email", List.of(email), "role", List.of(role));
  }

  private static String secret(String page) {
    var found = SECRET.matcher(page);
    assertThat(found.find()).as("a password shown once").isTrue();
    return found.group(1);
  }

  private static String idOf(String page, String email) {
    var label = Pattern.compile("for=\"role-([0-9a-f-]{36})\">Role of " + Pattern.quote(email));
    var found = label.matcher(page);
    assertThat(found.find()).as(email).isTrue();
    return found.group(1);
  }
}
