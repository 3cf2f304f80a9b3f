package dev.turnpike.gateway.http;

import dev.turnpike.core.access.Right;
import dev.turnpike.core.exchange.entrance.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** OpenAI's operations beside conversations: relayed to providers that offer them. */
final class OperationRoutes {
  private static final String RELAYED =
      " Relayed byte for byte to a provider of OpenAI's form; a provider without one is refused.";

  private OperationRoutes() {}

  static Map<Operation, GatewayRoute> all() {
    var routes = new LinkedHashMap<Operation, GatewayRoute>();
    texts(routes);
    sounds(routes);
    images(routes);
    return routes;
  }

  private static void texts(Map<Operation, GatewayRoute> routes) {
    routes.put(
        Operation.COMPLETIONS,
        route(
            Operation.COMPLETIONS,
            "createCompletion",
            "Complete a text",
            "{\"model\": \"my-model\", \"prompt\": \"Once upon a time\"}",
            "{\"id\": \"cmpl-1\", \"object\": \"text_completion\", \"choices\": [{\"index\": 0,"
                + " \"text\": \" there was\", \"finish_reason\": \"stop\"}]}",
            true));
    routes.put(
        Operation.EMBEDDINGS,
        route(
            Operation.EMBEDDINGS,
            "createEmbedding",
            "Embed texts",
            "{\"model\": \"my-embedder\", \"input\": [\"Hello\"]}",
            "{\"object\": \"list\", \"data\": [{\"object\": \"embedding\", \"index\": 0,"
                + " \"embedding\": [0.1, -0.2]}], \"model\": \"my-embedder\", \"usage\":"
                + " {\"prompt_tokens\": 1, \"total_tokens\": 1}}",
            false));
    routes.put(
        Operation.RERANK,
        route(
            Operation.RERANK,
            "rerank",
            "Rank documents",
            "{\"model\": \"my-ranker\", \"query\": \"tea\", \"documents\": [\"coffee\", \"tea\"]}",
            "{\"results\": [{\"index\": 1, \"relevance_score\": 0.98}]}",
            false));
    routes.put(
        Operation.MODERATIONS,
        route(
            Operation.MODERATIONS,
            "createModeration",
            "Check a text",
            "{\"model\": \"my-moderator\", \"input\": \"Hello\"}",
            "{\"id\": \"modr-1\", \"model\": \"my-moderator\", \"results\": [{\"flagged\":"
                + " false}]}",
            false));
  }

  private static void sounds(Map<Operation, GatewayRoute> routes) {
    routes.put(
        Operation.SPEECH,
        route(
            Operation.SPEECH,
            "createSpeech",
            "Speak a text",
            "{\"model\": \"my-voice\", \"input\": \"Hello\", \"voice\": \"alloy\"}",
            "{}",
            true));
    routes.put(
        Operation.TRANSCRIPTIONS,
        form(
            Operation.TRANSCRIPTIONS,
            "createTranscription",
            "Write down what is said",
            "{\"model\": \"my-listener\", \"file\": \"(sound)\", \"response_format\": \"json\"}",
            "{\"text\": \"Hello\"}",
            true,
            "/api/audio/transcription"));
    routes.put(
        Operation.TRANSLATIONS,
        form(
            Operation.TRANSLATIONS,
            "createTranslation",
            "Write down in English what is said",
            "{\"model\": \"my-listener\", \"file\": \"(sound)\"}",
            "{\"text\": \"Hello\"}",
            false));
  }

  private static void images(Map<Operation, GatewayRoute> routes) {
    routes.put(
        Operation.IMAGE_GENERATIONS,
        route(
            Operation.IMAGE_GENERATIONS,
            "createImage",
            "Draw an image",
            "{\"model\": \"my-painter\", \"prompt\": \"A lighthouse\"}",
            "{\"created\": 1790000000, \"data\": [{\"b64_json\": \"iVBORw0KGgo=\"}]}",
            false));
    routes.put(
        Operation.IMAGE_EDITS,
        form(
            Operation.IMAGE_EDITS,
            "createImageEdit",
            "Change an image",
            "{\"model\": \"my-painter\", \"image\": \"(picture)\", \"prompt\": \"At night\"}",
            "{\"created\": 1790000000, \"data\": [{\"b64_json\": \"iVBORw0KGgo=\"}]}",
            true));
    routes.put(
        Operation.IMAGE_VARIATIONS,
        form(
            Operation.IMAGE_VARIATIONS,
            "createImageVariation",
            "Draw variations of an image",
            "{\"model\": \"my-painter\", \"image\": \"(picture)\", \"n\": \"2\"}",
            "{\"created\": 1790000000, \"data\": [{\"b64_json\": \"iVBORw0KGgo=\"}]}",
            false));
  }

  private static GatewayRoute form(
      Operation operation,
      String id,
      String summary,
      String fields,
      String answer,
      boolean streams,
      String... aliases) {
    var path = operation.path();
    var paths = new ArrayList<>(List.of("/api" + path, "/api/v1" + path, "/v1" + path, path));
    paths.addAll(List.of(aliases));
    return new GatewayRoute(
        "POST",
        paths,
        Right.CALLS,
        id,
        summary,
        summary
            + " in OpenAI's form."
            + RELAYED
            + " Of the form only the field `model` changes, where the provider knows the model by"
            + " another name, and the gateway's own fields are taken out.",
        "multipart/form-data",
        fields,
        answer,
        streams);
  }

  private static GatewayRoute route(
      Operation operation,
      String id,
      String summary,
      String request,
      String answer,
      boolean streams) {
    var path = operation.path();
    return new GatewayRoute(
        "POST",
        List.of("/api" + path, "/api/v1" + path, "/v1" + path, path),
        Right.CALLS,
        id,
        summary,
        summary + " in OpenAI's form." + RELAYED,
        request,
        answer,
        streams);
  }
}
