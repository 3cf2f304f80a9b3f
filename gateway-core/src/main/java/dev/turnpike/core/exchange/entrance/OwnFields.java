package dev.turnpike.core.exchange.entrance;

import dev.turnpike.core.body.GatewayFields;
import dev.turnpike.core.dialect.DialectId;
import java.util.Set;

/** Which top-level members of a body are the gateway's: that depends on the door. */
public final class OwnFields {
  private OwnFields() {}

  public static Set<String> of(Entrance entrance) {
    if (entrance.provider() != null) {
      return GatewayFields.CARRIERS;
    }
    boolean promptIsTheirs =
        entrance.operation() != Operation.CONVERSE
            || entrance.dialect() == DialectId.OPENAI_RESPONSES;
    return promptIsTheirs ? GatewayFields.OWN_BUT_PROMPT : GatewayFields.OWN;
  }
}
