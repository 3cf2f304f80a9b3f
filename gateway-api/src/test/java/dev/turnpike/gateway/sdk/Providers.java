package dev.turnpike.gateway.sdk;

import static io.restassured.RestAssured.given;

import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.dialect.corpus.VendorServer;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.TurnpikeServer;
import io.restassured.http.ContentType;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A provider of each format, and a model on each. */
final class Providers implements AutoCloseable {
  /** A vendor's server, and the gateway's name for the one model on it. */
  record Vendor(ScriptedUpstream upstream, VendorServer server, String model) {}

  private final Map<DialectId, Vendor> vendors = new EnumMap<>(DialectId.class);

  Providers() {
    for (var dialect : DialectId.ofCallers()) {
      var server = new VendorServer(dialect);
      var upstream = ScriptedUpstream.start().always(server);
      var id = dialect.wire() + "-" + UUID.randomUUID().toString().substring(0, 8);
      create(
          "/api/providers/",
          Map.of(
              "provider_id",
              id,
              "provider_name",
              dialect.wire(),
              "extra_kwargs",
              Map.of(
                  "base_url",
                  upstream.url(base(dialect)).toString(),
                  "api_key",
                  VendorServer.KEY,
                  "formats",
                  List.of(dialect.wire()))));
      create(
          "/api/models/",
          Map.of(
              "model_name", "on-" + id, "custom_provider_id", id, "base_model_name", "some-model"));
      vendors.put(dialect, new Vendor(upstream, server, "on-" + id));
    }
  }

  private static String base(DialectId dialect) {
    return dialect == DialectId.GEMINI_GENERATE ? "/v1beta" : "/v1";
  }

  private static void create(String path, Map<String, ?> body) {
    given()
        .header("Authorization", "Bearer " + TurnpikeServer.API_KEY)
        .contentType(ContentType.JSON)
        .body(body)
        .post(path)
        .then()
        .statusCode(201);
  }

  Vendor of(DialectId dialect) {
    return vendors.get(dialect);
  }

  @Override
  public void close() {
    vendors.values().forEach(vendor -> vendor.upstream().close());
  }
}
