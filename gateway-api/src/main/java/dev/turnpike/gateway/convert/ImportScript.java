package dev.turnpike.gateway.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A plan as a shell script: to be read by a person, then run. Secrets come from its environment.
 */
final class ImportScript {
  private static final String HEAD =
      """
      set -u
      base=${1:-http://localhost:8080}
      : "${TURNPIKE_API_KEY:?set it to an API key with the right management}"
      """;

  private static final String POST =
      """

      failed=0
      answer=$(mktemp)
      trap 'rm -f "$answer"' EXIT
      post() {
        if curl -sS --fail-with-body -o "$answer" "$base$1" -H "Authorization: Bearer $TURNPIKE_API_KEY" \\
          -H 'Content-Type: application/json' -d @-; then
          echo "added    $2"
        else
          echo "REFUSED  $2: $(cat "$answer")"
          failed=1
        fi
      }
      """;

  private ImportScript() {}

  static String of(Plan plan, String madeBy) {
    var script = new StringBuilder("#!/bin/sh\n");
    comment(script, "Made by `turnpike " + madeBy + "`. Read it, then run it:");
    comment(script, "  TURNPIKE_API_KEY=... sh import.sh http://localhost:8080");
    if (!plan.unmapped().isEmpty()) {
      comment(script, "");
      comment(script, "Not converted, " + plan.unmapped().size() + ":");
      plan.unmapped().forEach(sentence -> comment(script, "- " + sentence));
    }
    script.append(HEAD);
    plan.variables()
        .forEach(
            (name, use) ->
                script
                    .append(": \"${")
                    .append(name)
                    .append(":?set it to ")
                    .append(use.replaceAll("[^A-Za-z0-9 ._/-]", ""))
                    .append("}\"\n"));
    script.append(POST);
    plan.providers()
        .forEach(body -> post(script, "/api/providers/", "provider_id", "provider", body));
    plan.models().forEach(body -> post(script, "/api/models/", "model_name", "model", body));
    return script.append("\nexit $failed").toString();
  }

  private static void comment(StringBuilder script, String text) {
    script.append("# ").append(text.replaceAll("\\R", " ")).append('\n');
  }

  private static void post(
      StringBuilder script, String path, String idField, String kind, ObjectNode body) {
    script
        .append("\npost ")
        .append(path)
        .append(' ')
        .append(quoted(kind + " " + body.path(idField).asText()))
        .append(" <<JSON\n")
        .append(expandable(body.toPrettyString()))
        .append("\nJSON\n");
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Nothing in it is expanded by the shell but the variables of {@link Plan}. */
  private static String expandable(String json) {
    return json.replace("\\", "\\\\")
        .replace("`", "\\`")
        .replaceAll("\\$(?!\\{TURNPIKE_SECRET:)", "\\\\\\$")
        .replaceAll("\\$\\{TURNPIKE_SECRET:([A-Za-z_][A-Za-z0-9_]*)}", "\\${$1}");
  }
}
