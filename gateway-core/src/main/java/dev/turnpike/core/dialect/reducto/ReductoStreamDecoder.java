package dev.turnpike.core.dialect.reducto;

import dev.turnpike.core.dialect.canon.Block;
import dev.turnpike.core.dialect.canon.reply.FinishReason;
import dev.turnpike.core.dialect.canon.reply.StreamEvent;
import dev.turnpike.core.dialect.canon.reply.StreamEvent.Delta.Kind;
import dev.turnpike.core.dialect.canon.reply.WireError;
import dev.turnpike.core.dialect.contract.StreamDecoder;
import dev.turnpike.core.dialect.json.Json;
import dev.turnpike.core.dialect.json.RefusedException;
import dev.turnpike.core.usage.Usage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the one answer as a stream, to callers who asked for one. */
final class ReductoStreamDecoder implements StreamDecoder {
  private boolean over;

  @Override
  public void event(@Nullable String event, String data, Consumer<StreamEvent> sink) {
    var job = Json.objectOrNull(data);
    if (over || job == null) {
      return;
    }
    over = true;
    try {
      var reply = ReductoReply.read(job);
      sink.accept(new StreamEvent.Started(reply.id(), "", 0));
      for (var block : reply.choices().getFirst().blocks()) {
        sink.accept(new StreamEvent.BlockStarted(0, 0, new Block.Text("")));
        if (block instanceof Block.Text text) {
          sink.accept(new StreamEvent.Delta(0, 0, Kind.TEXT, text.text()));
        }
        sink.accept(new StreamEvent.BlockEnded(0, 0));
      }
      sink.accept(new StreamEvent.ChoiceEnded(0, FinishReason.STOP, null));
      sink.accept(new StreamEvent.UsageReported(Usage.NONE));
      sink.accept(new StreamEvent.Ended());
    } catch (RefusedException e) {
      sink.accept(
          new StreamEvent.Failed(
              new WireError(502, "upstream_error", null, null, e.refusal().message())));
    }
  }

  @Override
  public void end(Consumer<StreamEvent> sink) {
    if (!over) {
      over = true;
      sink.accept(new StreamEvent.Failed(WireError.truncated()));
    }
  }
}
