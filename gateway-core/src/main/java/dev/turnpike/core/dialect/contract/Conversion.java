package dev.turnpike.core.dialect.contract;

import dev.turnpike.core.dialect.canon.reply.Refusal;
import dev.turnpike.core.dialect.json.Drops;
import dev.turnpike.core.dialect.json.RefusedException;
import java.util.List;
import java.util.function.Function;

/** How a conversion ended: a value and what it could not carry, or a refusal. */
public sealed interface Conversion<T> {
  /**
   * It was done.
   *
   * @param dropped names of fields that the other side cannot say
   */
  record Done<T>(T value, List<String> dropped) implements Conversion<T> {
    public Done {
      dropped = List.copyOf(dropped);
    }
  }

  /** It was not. */
  record Refused<T>(Refusal refusal) implements Conversion<T> {}

  /** Runs a room's conversion and turns what it throws into a value. */
  static <T> Conversion<T> of(Function<Drops, T> conversion) {
    var drops = new Drops();
    try {
      return new Done<>(conversion.apply(drops), drops.list());
    } catch (RefusedException e) {
      return new Refused<>(e.refusal());
    }
  }

  /** As {@link #of}, for a provider's answer: whatever is wrong with it is the provider's fault. */
  static <T> Conversion<T> ofReply(Function<Drops, T> conversion) {
    return switch (of(conversion)) {
      case Done<T> done -> done;
      case Refused<T>(var refusal) ->
          new Refused<>(new Refusal(Refusal.Kind.UPSTREAM, refusal.param(), refusal.message()));
    };
  }
}
