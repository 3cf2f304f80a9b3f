package dev.turnpike.core.body;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.error.GatewayError;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyScanTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "\"a\"",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":01}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":1} x",
        "{\"a\":1}{}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":\"\u0001\"}"
      })
  void refusesWhatIsNoJsonObject(String body) {
    assertThat(refusal(body).code()).isEqualTo("invalid_json");
    assertThat(refusal(body).status()).isEqualTo(400);
  }

  @Test
  void saysWhereTheBodyIsMalformed() {
    assertThat(refusal("{\"a\": 1,\n \"b\": x}").message()).contains("line 2, column 7");
  }

  @Test
  void refusesNestingBombs() {
    var bomb = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

    assertThat(refusal(bomb).message()).contains("nested deeper than 500 levels");
  }

  @Test
  void refusesOtherEncodings() {
    var utf16 = "{\"a\":1}".getBytes(Charset.forName("UTF-16LE"));

    assertThat(BodyScan.scan(utf16)).isInstanceOf(BodyScan.Result.Refused.class);
  }

  @Test
  void findsMembersByPlace() {
    var body = BodySpliceTest.scanned(" {\"a\" : [1, {\"b\":2}] , \"\\u006d\":-1.5e3,\"t\":true}");

    assertThat(body.members()).extracting(Member::name).containsExactly("a", "m", "t");
    assertThat(body.members())
        .extracting(m -> text(body, m.valueStart(), m.end()))
        .containsExactly("[1, {\"b\":2}]", "-1.5e3", "true");
    assertThat(body.isTrue("t")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | model",
        "{\"model\":1} | model",
        "{\"model\":\" \"} | model",
        "{\"model\":\"m\",\"model\":\"n\"} | model",
        "{\"model\":\"m\"} | messages",
        "{\"model\":\"m\",\"messages\":\"hi\"} | messages",
        "{\"model\":\"m\",\"messages\":[]} | messages",
        "{\"model\":\"m\",\"messages\":[{},\"hi\"]} | messages[1]",
        "{\"model\":\"m\",\"messages\":[{}],\"stream\":\"yes\"} | stream",
        "{\"model\":\"m\",\"messages\":[{}],\"stream_options\":1} | stream_options"
      })
  void namesTheFieldAtFault(String body, String field) {
    var result = ChatRequest.read(BodySpliceTest.scanned(body));

    assertThat(((ChatRequest.Result.Refused) result).error().param()).isEqualTo(field);
  }

  private static String text(ScannedBody body, int from, int to) {
    return new String(body.bytes(), from, to - from, StandardCharsets.UTF_8);
  }

  private static GatewayError refusal(String body) {
    return ((BodyScan.Result.Refused) BodyScan.scan(body.getBytes(StandardCharsets.UTF_8))).error();
  }
}
