package dev.turnpike.core.dialect.replicate;

import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.StreamEvent.Delta.Kind;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.json.ErrorText;
import dev.turnpike.core.dialect.json.Json;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code output} … {@code done}: pieces of bare text. Tokens are told nowhere in it.
 *
 * @see <a href="https://replicate.com/docs/topics/predictions/streaming">Streaming output</a> (read
 *     2026-11-22)
 */
final class ReplicateStreamDecoder implements StreamDecoder {
  private boolean started;
  private boolean over;

  @Override
  public void event(@Nullable String event, String data, Consumer<StreamEvent> sink) {
    if (over || event == null) {
      return;
    }
    switch (event) {
      case "output" -> {
        begin(sink);
        sink.accept(new StreamEvent.Delta(0, 0, Kind.TEXT, data));
      }
      case "error" -> fail(502, said(data), sink);
      case "done" -> done(data, sink);
      default -> {
        // logs
      }
    }
  }

  private void begin(Consumer<StreamEvent> sink) {
    if (!started) {
      started = true;
      sink.accept(new StreamEvent.Started("", "", 0));
      sink.accept(new StreamEvent.BlockStarted(0, 0, new Block.Text("")));
    }
  }

  private static String said(String data) {
    var node = Json.objectOrNull(data);
    var detail = node == null ? data : Json.text(node, "detail");
    return detail.isBlank() ? "The prediction failed." : ErrorText.clean(detail);
  }

  private void done(String data, Consumer<StreamEvent> sink) {
    var node = Json.objectOrNull(data);
    var reason = node == null ? "" : Json.text(node, "reason");
    if (!reason.isEmpty()) {
      fail(502, "The prediction ended as " + reason + ".", sink);
      return;
    }
    begin(sink);
    over = true;
    sink.accept(new StreamEvent.BlockEnded(0, 0));
    sink.accept(new StreamEvent.ChoiceEnded(0, FinishReason.STOP, null));
    sink.accept(new StreamEvent.Ended());
  }

  private void fail(int status, String message, Consumer<StreamEvent> sink) {
    over = true;
    sink.accept(
        new StreamEvent.Failed(new WireError(status, "upstream_error", null, null, message)));
  }

  @Override
  public void end(Consumer<StreamEvent> sink) {
    if (!over) {
      over = true;
      sink.accept(new StreamEvent.Failed(WireError.truncated()));
    }
  }
}
