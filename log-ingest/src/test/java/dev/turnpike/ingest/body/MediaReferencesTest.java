package dev.turnpike.ingest.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Media in the forms of every dialect, each to its type, size and hash. */
class MediaReferencesTest {
  private static final byte[] MEDIUM =
      "pretend that these sixty bytes are some image, sound or file"
          .getBytes(StandardCharsets.US_ASCII);
  private static final String BASE64 = Base64.getEncoder().encodeToString(MEDIUM);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          image/png  | {"type":"image_url","image_url":{"url":"data:image/png;base64,@"}}
          image/png  | {"type":"input_image","image_url":"data:image\\/png;base64,@"}
          audio/wav  | {"type":"input_audio","input_audio":{"data":"@","format":"wav"}}
          application/pdf | {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,@"}}
          application/octet-stream | {"type":"input_file","filename":"a.pdf","file_data":"@"}
          image/jpeg | {"type":"image","source":{"type":"base64","media_type":"image/jpeg","data":"@"}}
          application/pdf | {"type":"document","source":{"data":"@","media_type":"application/pdf","type":"base64"}}
          image/webp | {"inlineData":{"mimeType":"image/webp","data":"@"}}
          audio/mp3  | {"inline_data": {"mime_type": "audio/mp3", "data": "@"}}
          application/octet-stream | {"image":{"format":"png","source":{"bytes":"@"}}}
          application/octet-stream | {"created":1,"data":[{"b64_json":"@"}]}
          application/octet-stream | {"audio":{"id":"a","data":"@","transcript":"hi"}}
          """)
  void becomeTypeSizeAndHash(String type, String body) throws Exception {
    var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(MEDIUM));

    var replaced = MediaReferences.replaceIn(body.replace("@", BASE64));

    assertThat(replaced)
        .doesNotContain(BASE64)
        .contains("\"media:" + type + ";bytes=60;sha256=" + hash + "\"");
  }

  @Test
  void areFoundUnderAnyNameWhenTheyAreLong() {
    var body = "{\"anything\":\"" + BASE64.repeat(100) + "\"}";

    assertThat(MediaReferences.replaceIn(body)).hasSizeLessThan(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"data":"a word"}
          {"data":"0123456789abcdef"}
          {"data":[{"id":"0123456789abcdef0123456789abcdef0123456789abcdef"}]}
          {"content":"data: are what is given; base64, too"}
          """)
  void leaveOtherTextAlone(String body) {
    assertThat(MediaReferences.replaceIn(body)).isEqualTo(body);
  }
}
