package dev.turnpike.gateway.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is to be added to the gateway.
 *
 * @param providers bodies of {@code POST /api/providers/}; a secret stands in them as {@code
 *     ${VARIABLE}}
 * @param models bodies of {@code POST /api/models/}
 * @param variables environment variables that must be set, each with what it is for
 * @param unmapped sentences, each naming a part of the file that has no equal
 */
record Plan(
    List<ObjectNode> providers,
    List<ObjectNode> models,
    Map<String, String> variables,
    List<String> unmapped) {
  Plan {
    providers = List.copyOf(providers);
    models = List.copyOf(models);
    variables = new TreeMap<>(variables);
    unmapped = List.copyOf(unmapped);
  }
}
