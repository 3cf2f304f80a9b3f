package dev.turnpike.core.upstream.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.upstream.aws.AwsSigner.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * AWS's published signing test suite: requests and the signatures they must get.
 *
 * @see <a href="https://github.com/awslabs/aws-c-auth/tree/main/tests/aws-signing-test-suite/v4">
 *     AWS signing test suite</a> (read 2026-11-22)
 */
class AwsSignerTest {
  private static final Instant AT = Instant.parse("2015-08-30T12:36:00Z");
  private static final String ALPHABET =
      "-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          get-vanilla | GET | / | 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31
          post-vanilla | POST | / | 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b
          get-utf8 | GET | /ሴ | 8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85
          get-space | GET | /example space/ | 652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741
          get-vanilla-query-order-key-case | GET | /?Param2=value2&Param1=value1 | b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500
          get-vanilla-query-order-encoded | GET | /?Param-3=Value3&Param=Value2&%E1%88%B4=Value1 | 371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac
          """)
  void signsAsTheSuiteSays(String name, String method, String target, String signature) {
    assertThat(signature(method, target, List.of(), "", null)).isEqualTo(signature);
  }

  @Test
  void leavesUnreservedCharactersAsTheyAre() {
    assertThat(signature("GET", "/" + ALPHABET, List.of(), "", null))
        .isEqualTo("07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f");
    assertThat(signature("GET", "/?" + ALPHABET + "=" + ALPHABET, List.of(), "", null))
        .isEqualTo("9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197");
  }

  @Test
  void trimsValuesAndJoinsHeadersOfOneName() {
    assertThat(
            signature(
                "GET",
                "/",
                List.of(
                    Map.entry("My-Header1", " value1"), Map.entry("My-Header2", " \"a   b   c\"")),
                "",
                null))
        .isEqualTo("acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736");
    assertThat(
            signature(
                "GET",
                "/",
                List.of(
                    Map.entry("My-Header1", "value2"),
                    Map.entry("My-Header1", "value2"),
                    Map.entry("My-Header1", "value1")),
                "",
                null))
        .isEqualTo("c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea");
  }

  @Test
  void coversTheSessionToken() {
    var token = "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267";

    assertThat(signature("GET", "/", List.of(), "", token))
        .isEqualTo("07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8");
  }

  @Test
  void coversTheBody() {
    var headers =
        List.of(
            Map.entry("Content-Type", "application/x-www-form-urlencoded"),
            Map.entry("Content-Length", "13"),
            Map.entry(
                "x-amz-content-sha256",
                "9095672bbd1f56dfc5b65f3e153adc8731a4a654192329106275f4c7b24d0b6e"));

    assertThat(signature("POST", "/", headers, "Param1=value1", null))
        .isEqualTo("d3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b");
  }

  @Test
  void saysWhatItSigned() {
    var added = signer(null).sign(request("GET", "/", List.of(), ""), AT);

    assertThat(added)
        .containsExactly(
            Map.entry("x-amz-date", "20150830T123600Z"),
            Map.entry(
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                    + " SignedHeaders=host;x-amz-date,"
                    + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"));
  }

  @Test
  void encodesAPathThatIsEncodedAlready() {
    var raw = signature("POST", "/model/a.b%3A0/converse", List.of(), "", null);
    var other = signature("POST", "/model/a.b:0/converse", List.of(), "", null);

    assertThat(raw).isNotEqualTo(other);
  }

  private static String signature(
      String method,
      String target,
      List<Map.Entry<String, String>> headers,
      String body,
      @Nullable String token) {
    var added = signer(token).sign(request(method, target, headers, body), AT);
    var authorization = added.getLast().getValue();
    return authorization.substring(authorization.indexOf("Signature=") + "Signature=".length());
  }

  private static Request request(
      String method, String target, List<Map.Entry<String, String>> headers, String body) {
    var all = new ArrayList<Map.Entry<String, String>>();
    all.add(Map.entry("Host", "example.amazonaws.com"));
    all.addAll(headers);
    return new Request(method, target, all, body.getBytes(UTF_8));
  }

  private static AwsSigner signer(@Nullable String token) {
    return new AwsSigner(
        new AwsKeys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token),
        "us-east-1",
        "service");
  }
}
