package dev.turnpike.core.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnpike.core.dialect.Quirk;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;

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
    if (!profile.learned().isEmpty()) {
      profile.learned().forEach(out.putObject("learned")::put);
    }
  }

  /** Words of a newer version, met after going back to an older one, are passed over. */
  public static Profile read(JsonNode in) {
    var quirks = new LinkedHashSet<Quirk>();
    in.path("quirks").forEach(q -> Quirk.ofWire(q.asText()).ifPresent(quirks::add));
    var settings = texts(in.path("settings"));
    var learned = texts(in.path("learned"));
    var auth = AuthScheme.ofWire(in.path("auth").asText()).orElse(null);
    return auth == null && quirks.isEmpty() && settings.isEmpty() && learned.isEmpty()
        ? Profile.USUAL
        : new Profile(auth, quirks, settings, learned);
  }

  private static Map<String, String> texts(JsonNode in) {
    var texts = new LinkedHashMap<String, String>();
    in.properties().forEach(m -> texts.put(m.getKey(), m.getValue().asText()));
    return texts;
  }
}
