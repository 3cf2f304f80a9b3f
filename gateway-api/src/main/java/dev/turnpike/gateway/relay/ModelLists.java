package dev.turnpike.gateway.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.access.Right;
import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.catalog.ModelType;
import dev.turnpike.core.dialect.DialectId;
import dev.turnpike.core.error.GatewayError.NotPermitted;
import dev.turnpike.core.exchange.entrance.ErrorForms;
import dev.turnpike.core.snapshot.Snapshot;
import dev.turnpike.core.snapshot.SnapshotSource;
import dev.turnpike.gateway.access.Authenticator;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The models a key can call, in the forms of Anthropic and Google; all on one page. */
@Singleton
public class ModelLists {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SnapshotSource snapshots;
  private final Authenticator authenticator;

  ModelLists(SnapshotSource snapshots, Authenticator authenticator) {
    this.snapshots = snapshots;
    this.authenticator = authenticator;
  }

  /** Serves {@code {"data": [{"type": "model", "id": …}]}}. */
  public void anthropic(RoutingContext routing) {
    serve(routing, DialectId.ANTHROPIC_MESSAGES, ModelLists::anthropic);
  }

  /** Serves {@code {"models": [{"name": "models/…"}]}}. */
  public void google(RoutingContext routing) {
    serve(routing, DialectId.GEMINI_GENERATE, ModelLists::google);
  }

  private void serve(
      RoutingContext routing,
      DialectId dialect,
      BiFunction<Snapshot, VirtualKey, ObjectNode> list) {
    var request = routing.request();
    request.resume();
    var snapshot = snapshots.current();
    var errors = ErrorForms.of(dialect);
    switch (authenticator.authenticate(
        snapshot, request::getHeader, name -> request.getParam(name))) {
      case Authenticator.Answer.Refused(var error, var key) ->
          Answers.send(request.response(), error, errors);
      case Authenticator.Answer.Known(var key) -> {
        if (!key.rights().contains(Right.CALLS)) {
          var right = Right.CALLS.name().toLowerCase(Locale.ROOT);
          Answers.send(request.response(), new NotPermitted(right), errors);
        } else {
          request
              .response()
              .putHeader("content-type", "application/json")
              .end(list.apply(snapshot, key).toString());
        }
      }
    }
  }

  private static Stream<Model> models(Snapshot snapshot, VirtualKey key) {
    return snapshot.catalog(key.organization()).deployments().values().stream()
        .map(deployment -> deployment.model())
        .filter(model -> model.type() == ModelType.CHAT);
  }

  private static ObjectNode anthropic(Snapshot snapshot, VirtualKey key) {
    var root = JSON.createObjectNode();
    var data = root.putArray("data");
    models(snapshot, key)
        .forEach(
            model ->
                data.addObject()
                    .put("type", "model")
                    .put("id", model.name())
                    .put("display_name", model.displayName())
                    .put("created_at", model.createdAt().toString()));
    root.put("has_more", false);
    root.put("first_id", data.isEmpty() ? null : data.get(0).path("id").textValue());
    root.put("last_id", data.isEmpty() ? null : data.get(data.size() - 1).path("id").textValue());
    return root;
  }

  private static ObjectNode google(Snapshot snapshot, VirtualKey key) {
    var root = JSON.createObjectNode();
    var list = root.putArray("models");
    models(snapshot, key)
        .forEach(
            model -> {
              var node =
                  list.addObject()
                      .put("name", "models/" + model.name())
                      .put("displayName", model.displayName());
              if (model.contextWindow() != null) {
                node.put("inputTokenLimit", model.contextWindow());
              }
              node.putArray("supportedGenerationMethods")
                  .add("generateContent")
                  .add("streamGenerateContent")
                  .add("countTokens");
            });
    return root;
  }
}
