package dev.turnpike.core.dialect.reducto;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.MediaSource;
import dev.turnpike.core.dialect.canon.request.ChatRequest;
import dev.turnpike.core.dialect.contract.ProviderCall;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the first call: an upload where the document came as bytes, else the job itself. */
final class ReductoRequestWriter {
  private static final Set<String> OPTIONS =
      Set.of("enhance", "formatting", "retrieval", "settings", "spreadsheet", "queue_priority");

  private static final String BOUNDARY = "turnpike-document-5f1d7c0e9b3a4826";

  private final ChatRequest request;
  private final Drops drops;

  ReductoRequestWriter(ChatRequest request, Drops drops) {
    this.request = request;
    this.drops = drops;
  }

  /** Members of the parse request that a caller may set. */
  static ObjectNode options(ChatRequest request) {
    var options = Json.object();
    for (var member : request.extras().fields().properties()) {
      if (OPTIONS.contains(member.getKey())) {
        options.set(member.getKey(), member.getValue().deepCopy());
      }
    }
    return options;
  }

  ProviderCall write() {
    for (var member : request.extras().fields().properties()) {
      drops.addIf(!OPTIONS.contains(member.getKey()), member.getKey());
    }
    if (!request.tooling().tools().isEmpty()) {
      throw RefusedException.unsupported("tools", "A parser of documents calls no tools.");
    }
    var document = document();
    if (document == null) {
      throw RefusedException.invalid(
          "messages", "Send the document to be parsed as a file or an image in a message.");
    }
    return switch (document.source()) {
      case MediaSource.Link(var url, var type) ->
          new ProviderCall(
              options(request).put("input", url),
              Map.of("operation", "parse_async"),
              Map.of(),
              Map.of());
      case MediaSource.Inline(var type, var base64) ->
          upload(document.name(), type, decoded(base64));
      case MediaSource.PlainText(var text) ->
          upload(document.name(), "text/plain", text.getBytes(StandardCharsets.UTF_8));
      case MediaSource.Uploaded(var id) ->
          throw RefusedException.unsupported(
              "messages.content", "A file uploaded to another provider means nothing here.");
    };
  }

  private Block.@Nullable Media document() {
    Block.Media last = null;
    for (var message : request.messages()) {
      for (var block : message.blocks()) {
        if (block instanceof Block.Media media) {
          drops.addIf(last != null, "messages.earlier_document");
          last = media;
        } else {
          drops.add("messages.text");
        }
      }
    }
    return last;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid("messages.content", "A document's data is not valid base64.");
    }
  }

  private static ProviderCall upload(@Nullable String name, String type, byte[] bytes) {
    var clean = name == null ? "" : name.replaceAll("[^\\p{Alnum}. _-]", "_");
    var file = clean.isBlank() ? "document." + ending(type) : clean;
    var head =
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
            .formatted(BOUNDARY, file, type.replaceAll("[\\r\\n]", ""));
    var body = new ByteArrayOutputStream(bytes.length + 300);
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(bytes);
    body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return new ProviderCall(
        Json.object(),
        Map.of("operation", "upload"),
        Map.of(),
        Map.of(),
        new ProviderCall.Raw("multipart/form-data; boundary=" + BOUNDARY, body.toByteArray()));
  }

  private static String ending(String type) {
    var subtype = type.substring(type.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    return subtype.matches("[a-z0-9]{1,5}") ? subtype : "bin";
  }
}
