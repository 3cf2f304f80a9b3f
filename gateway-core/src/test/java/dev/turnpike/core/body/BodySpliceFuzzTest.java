package dev.turnpike.core.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnpike.core.body.form.FormScan;
import java.io.IOException;
import java.util.Set;

/**
 * Any bytes at all as a request body. The suite runs the kept inputs; with {@code JAZZER_FUZZ=1} in
 * the environment Jazzer looks for new ones.
 */
class BodySpliceFuzzTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @FuzzTest
  void changesWhatItIsToldAndNothingElse(byte[] input) throws IOException {
    if (!(BodyScan.scan(input) instanceof BodyScan.Result.Scanned(var body))) {
      return;
    }
    var expected = (ObjectNode) JSON.readTree(input);
    expected.set("model", TextNode.valueOf("new"));
    expected.remove("respan_params");

    var spliced = new BodySplice(body, Set.of("respan_params")).set("model", "\"new\"").bytes();

    assertThat(JSON.readTree(spliced)).isEqualTo(expected);
    assertThat(new BodySplice(body, Set.of()).bytes())
        .hasSize(input.length - body.open())
        .endsWith(input[input.length - 1]);
  }

  @FuzzTest
  void takesAFormApartAndPutsItTogether(byte[] input) {
    var type = "multipart/form-data; boundary=b";
    if (!(FormScan.scan(input, type) instanceof FormScan.Result.Scanned(var form))) {
      return;
    }

    assertThat(form.bytes(Set.of(), "no part of this name", "")).isEqualTo(input);
    assertThat(BodyScan.scan(form.described())).isInstanceOf(BodyScan.Result.Scanned.class);
    var renamed = form.bytes(Set.of("gone"), "model", "new");
    assertThat(FormScan.scan(renamed, type)).isInstanceOf(FormScan.Result.Scanned.class);
  }
}
