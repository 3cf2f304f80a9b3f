package dev.turnpike.gateway.management;

import static io.restassured.RestAssured.given;

import dev.turnpike.gateway.TurnpikeServer;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;

/** What the tests of this package send. */
final class Api {

  private Api() {}

  /** A request with a key of every right. Its path is sent as written, not escaped once more. */
  static RequestSpecification asOwner() {
    return as(TurnpikeServer.API_KEY);
  }

  static RequestSpecification as(String key) {
    return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + key);
  }

  static RequestSpecification asOwner(Object json) {
    return asOwner().contentType(ContentType.JSON).body(json);
  }

  /** A name no other test uses: all share one gateway. */
  static String fresh(String stem) {
    return stem + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** A new provider's id. */
  static String aProvider() {
    var id = fresh("lab");
    asOwner(
            Map.of(
                "provider_id",
                id,
                "provider_name",
                "The lab",
                "extra_kwargs",
                Map.of("base_url", "http://localhost:11434/v1", "api_key", "sk-lab-0123456789")))
        .post("/api/providers/")
        .then()
        .statusCode(201);
    return id;
  }

  /** A new model's name. */
  static String aModel(String name) {
    asOwner(Map.of("model_name", name, "custom_provider_id", aProvider()))
        .post("/api/models/")
        .then()
        .statusCode(201);
    return name;
  }

  /** A new key that has the given rights. */
  static String aKey(String... rights) {
    return asOwner(Map.of("name", fresh("key"), "rights", rights))
        .post("/api/temporary-keys/")
        .then()
        .statusCode(201)
        .extract()
        .path("api_key");
  }
}
