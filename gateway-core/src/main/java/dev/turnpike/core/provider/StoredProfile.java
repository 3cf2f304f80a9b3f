package dev.turnpike.core.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.Quirk;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;

/** A {@link Profile} as a JSON object, for the tables and the copy on disk. */
public final class StoredProfile {
  private StoredProfile() {}

  /** Writes it into an object; the usual profile leaves it empty. */
  public static void write(Profile profile, ObjectNode out) {
    var auth = profile.auth();
    if (auth != null) {
      out.put("auth", auth.wire());
    }
    if (!profile.quirks().isEmpty()) {
      profile.quirks().stream().map(Quirk::wire).sorted().forEach(out.putArray("quirks")::add);
    }
    if (!profile.settings().isEmpty()) {
      profile.settings().forEach(out.putObject("settings")::put);
    }
  }

  /** Words of a newer version, met after going back to an older one, are passed over. */
  public static Profile read(JsonNode in) {
    var quirks = new LinkedHashSet<Quirk>();
    in.path("quirks").forEach(q -> Quirk.ofWire(q.asText()).ifPresent(quirks::add));
    var settings = new LinkedHashMap<String, String>();
    in.path("settings").properties().forEach(m -> settings.put(m.getKey(), m.getValue().asText()));
    var auth = AuthScheme.ofWire(in.path("auth").asText()).orElse(null);
    return auth == null && quirks.isEmpty() && settings.isEmpty()
        ? Profile.USUAL
        : new Profile(auth, quirks, settings);
  }
}
