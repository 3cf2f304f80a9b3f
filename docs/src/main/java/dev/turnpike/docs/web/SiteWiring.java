package dev.turnpike.docs.web;

import dev.turnpike.docs.site.Search;
import dev.turnpike.docs.site.Site;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes the site from the files in the build, once, when first asked for. */
@Singleton
public class SiteWiring {
  static final String FOLDER = "/docs-site/";

  @Produces
  @Singleton
  Site site() {
    return Site.read(name -> file(name).map(bytes -> new String(bytes, StandardCharsets.UTF_8)));
  }

  @Produces
  @Singleton
  Search search(Site site) {
    return new Search(site);
  }

  /** A file of the documentation's folder; names with a step upwards are not found. */
  static Optional<byte[]> file(String name) {
    if (name.contains("..")) {
      return Optional.empty();
    }
    try (var in = SiteWiring.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
