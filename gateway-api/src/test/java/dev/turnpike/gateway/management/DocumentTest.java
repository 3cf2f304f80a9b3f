package dev.turnpike.gateway.management;

import static dev.turnpike.gateway.management.Api.asOwner;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.turnpike.gateway.TurnpikeServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The OpenAPI document tells all there is, and its examples are true. */
@QuarkusTest
@QuarkusTestResource(TurnpikeServer.class)
@Tag("database")
class DocumentTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private record Documented(String method, String path, JsonNode operation) {
    String name() {
      return method + " " + path;
    }
  }

  @Test
  void namesEveryRoute() throws IOException {
    var documented = operations().stream().map(Documented::name).toList();

    assertThat(restRoutes()).isNotEmpty().allMatch(documented::contains);
    assertThat(documented).contains("POST /api/chat/completions");
  }

  @Test
  void givesEachOperationAnIdOfItsOwn() throws IOException {
    var ids = operations().stream().map(found -> found.operation().path("operationId").asText());

    assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
  }

  @Test
  void showsAnExampleOfEachBody() throws IOException {
    var lacking = new ArrayList<String>();
    for (var found : operations()) {
      var request = found.operation().path("requestBody").path("content").path("application/json");
      if (!request.isMissingNode() && lacksExample(request)) {
        lacking.add(found.name() + " request");
      }
      for (var answer : found.operation().path("responses").properties()) {
        var json = answer.getValue().path("content").path("application/json");
        if (answer.getKey().startsWith("2") && !json.isMissingNode() && lacksExample(json)) {
          lacking.add(found.name() + " " + answer.getKey());
        }
      }
    }

    assertThat(lacking).isEmpty();
  }

  private static boolean lacksExample(JsonNode media) {
    return media.path("example").isMissingNode() && media.path("examples").isMissingNode();
  }

  @Test
  void saysTruthfullyWhatNeedsAKey() throws IOException {
    for (var found : operations()) {
      var security = found.operation().get("security");
      boolean open = security != null && security.isEmpty();
      var path =
          found.path().replace("{operation}", "generateContent").replaceAll("\\{[^}]*}", "x");

      int status =
          given()
              .contentType("application/json")
              .body("{}")
              .request(found.method(), path)
              .statusCode();

      assertThat(status == 401).as("%s asks for a key", found.name()).isEqualTo(!open);
    }
  }

  @Test
  void givesExamplesThatWork() throws IOException {
    for (var id :
        List.of("createProvider", "saveModel", "updateModel", "filterModels", "createKey")) {
      var found =
          operations().stream()
              .filter(one -> one.operation().path("operationId").asText().equals(id))
              .findFirst()
              .orElseThrow();
      var body = found.operation().at("/requestBody/content/application~1json/example").toString();

      int status =
          asOwner(body)
              .request(found.method(), found.path().replaceAll("\\{[^}]*}", "my-model"))
              .statusCode();

      assertThat(status).as(id).isIn(200, 201);
    }
    asOwner().delete("/api/providers/my-server/?cascade=true").then().statusCode(204);
  }

  @Test
  void isShownAsPagesThatLoadNothingFromElsewhere() {
    given()
        .get("/api/docs/")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/html"))
        .header("Content-Security-Policy", containsString("default-src 'self'"))
        .body(containsString("swagger-ui"));
    var page = given().get("/api/docs/").asString();
    assertThat(page).doesNotContain("https://").contains("/api/openapi");
    given().get("/api/docs").then().statusCode(200);
  }

  @Test
  void leavesTheConsoleOut() throws IOException {
    assertThat(operations())
        .extracting(Documented::path)
        .noneMatch(path -> path.startsWith("/console"));
    given().get("/api/openapi?format=json").then().body("info.title", is("Turnpike"));
  }

  private static List<Documented> operations() throws IOException {
    var document = JSON.readTree(given().get("/api/openapi?format=json").asString());
    var found = new ArrayList<Documented>();
    for (var path : document.path("paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (operation.getValue().has("operationId")) {
          found.add(
              new Documented(
                  operation.getKey().toUpperCase(), path.getKey(), operation.getValue()));
        }
      }
    }
    return found;
  }

  /** Read from the classes, so that a resource without a word of documentation is found as well. */
  private static TreeSet<String> restRoutes() {
    var routes = new TreeSet<String>();
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.turnpike.gateway", "dev.turnpike.ingest");
    for (JavaClass type : classes) {
      if (type.isAnnotatedWith(Path.class)) {
        type.getMethods().forEach(method -> routes.addAll(routes(type, method)));
      }
    }
    return routes;
  }

  private static List<String> routes(JavaClass type, JavaMethod method) {
    if (method.isAnnotatedWith(Operation.class)
        && method.getAnnotationOfType(Operation.class).hidden()) {
      return List.of();
    }
    var below =
        method.isAnnotatedWith(Path.class) ? method.getAnnotationOfType(Path.class).value() : "";
    var path = type.getAnnotationOfType(Path.class).value() + (below.isEmpty() ? "" : "/" + below);
    return method.getAnnotations().stream()
        .filter(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class))
        .map(annotation -> annotation.getRawType().getSimpleName())
        .map(verb -> verb + " " + documentedForm(path))
        .toList();
  }

  private static String documentedForm(String path) {
    return path.replaceAll("/{2,}", "/")
        .replaceAll("\\{\\s*(\\w+)[^}]*}", "{$1}")
        .replaceAll("(.)/$", "$1");
  }
}
