package dev.turnpike.gateway.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The command {@code convert}: a file of another gateway in, text for this one out. */
public final class Convert {
  public static final String USAGE =
      """
        convert litellm FILE   print a script that adds the providers and models of a LiteLLM config.yaml
        convert portkey FILE   print what a Portkey config object (JSON) is in this gateway's parameters

      What has no equal here is named in what is printed.\
      """;

  private Convert() {}

  /**
   * What the command prints.
   *
   * @param arguments what follows {@code convert}
   * @throws IllegalArgumentException with a sentence for the user: a wrong argument, a file that
   *     cannot be read
   */
  public static String run(List<String> arguments) {
    if (arguments.size() != 2) {
      throw new IllegalArgumentException("convert wants two arguments:\n\n" + USAGE);
    }
    var file = arguments.get(1);
    return switch (arguments.getFirst()) {
      case "litellm" -> ImportScript.of(LiteLlm.read(tree(file)), "convert litellm " + file);
      case "portkey" -> PortkeyReport.of(tree(file));
      case String other ->
          throw new IllegalArgumentException(
              "convert knows no " + other + ". It reads:\n\n" + USAGE);
    };
  }

  /** JSON is YAML, too. */
  private static JsonNode tree(String file) {
    try {
      var tree = new YAMLMapper().readTree(Files.readString(Path.of(file)));
      if (tree == null || !tree.isObject()) {
        throw new IllegalArgumentException(file + " holds no object");
      }
      return tree;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw new IllegalArgumentException(
          file
              + " is neither YAML nor JSON"
              + (at == null ? "" : ": line " + at.getLineNr() + ", column " + at.getColumnNr()),
          e);
    } catch (IOException | InvalidPathException e) {
      throw new IllegalArgumentException(file + " cannot be read", e);
    }
  }
}
