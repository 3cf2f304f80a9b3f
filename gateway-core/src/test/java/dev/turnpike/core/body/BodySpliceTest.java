package dev.turnpike.core.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodySpliceTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{\"a\":1,\"own\":2,\"b\":3}       | {\"a\":1,\"b\":3}",
        "{\"own\":2,\"b\":3}               | {\"b\":3}",
        "{\"a\":1,\"own\":{\"own\":1}}     | {\"a\":1}",
        "{\"own\":[1,2]}                   | {}",
        "{\"own\":1,\"own\":2,\"a\":1}     | {\"a\":1}",
        "{ \"own\" : 1 , \"a\" : 1.0 }     | { \"a\" : 1.0 }",
        "{\"a\":1,\"own\":1,\"own\":1}     | {\"a\":1}",
        "{\"\\u006fwn\":1,\"a\":\"own\"}   | {\"a\":\"own\"}",
        "{}                                | {}",
        "{\"a\":1E5,\"b\":\"\\u00e9\"}     | {\"a\":1E5,\"b\":\"\\u00e9\"}"
      })
  void leavesOutOwnMembersAndNothingElse(String body, String expected) {
    assertThat(spliced(body)).isEqualTo(expected);
  }

  @Test
  void replacesAndAddsMembers() {
    var body = scanned("{\"x\": 0.10, \"model\" : \"m\" , \"own\":1 }");

    var upstream =
        new BodySplice(body, Set.of("own")).set("model", "\"é\"").set("n", "{\"a\":1}").bytes();

    assertThat(new String(upstream, StandardCharsets.UTF_8))
        .isEqualTo("{\"x\": 0.10, \"model\" : \"é\",\"n\":{\"a\":1} }");
  }

  @Test
  void addsToAnEmptyObject() {
    var body = scanned("{ \"own\":1 }");

    var upstream = new BodySplice(body, Set.of("own")).set("a", "1").set("own", "2").bytes();

    assertThat(new String(upstream, StandardCharsets.UTF_8)).isEqualTo("{ \"a\":1,\"own\":2 }");
  }

  @Test
  void copiesNothingWhenNothingChanges() {
    var body = scanned("{\"a\":1}");

    assertThat(new BodySplice(body, Set.of("own")).bytes()).isSameAs(body.bytes());
  }

  @Test
  void dropsAByteOrderMark() {
    assertThat(spliced("\uFEFF{\"a\":1}")).isEqualTo("{\"a\":1}");
  }

  /**
   * A splice must mean the same as the change on a tree, whatever the object and its white space.
   */
  @Test
  void meansTheSameAsAChangeOnATree() throws Exception {
    var random = new Random(42);
    for (int round = 0; round < 2000; round++) {
      var tree = JSON.createObjectNode();
      int members = random.nextInt(6);
      for (int i = 0; i < members; i++) {
        var name = new String[] {"model", "own", "a", "q\"uote", "é"}[random.nextInt(5)];
        tree.set(name, value(random, 0));
      }
      var text =
          random.nextBoolean()
              ? JSON.writeValueAsString(tree)
              : JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree);

      var upstream = new BodySplice(scanned(text), Set.of("own")).set("model", "\"up\"").bytes();

      var expected = ((ObjectNode) tree.deepCopy()).put("model", "up").without("own");
      assertThat(JSON.readTree(upstream)).isEqualTo(expected);
    }
  }

  private static JsonNode value(Random random, int depth) {
    return switch (random.nextInt(depth > 2 ? 4 : 6)) {
      case 0 -> JSON.getNodeFactory().textNode("te,xt \"}]\\ \n é 😀".substring(random.nextInt(5)));
      case 1 -> JSON.getNodeFactory().numberNode(random.nextInt());
      case 2 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
      case 3 -> JSON.getNodeFactory().nullNode();
      case 4 -> JSON.createArrayNode().add(value(random, depth + 1)).add(1.5);
      default -> JSON.createObjectNode().set("own", value(random, depth + 1));
    };
  }

  private static String spliced(String body) {
    return new String(new BodySplice(scanned(body), Set.of("own")).bytes(), StandardCharsets.UTF_8);
  }

  static ScannedBody scanned(String body) {
    var result = BodyScan.scan(body.getBytes(StandardCharsets.UTF_8));
    return ((BodyScan.Result.Scanned) result).body();
  }
}
