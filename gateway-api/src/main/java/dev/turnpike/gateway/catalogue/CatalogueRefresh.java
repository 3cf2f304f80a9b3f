package dev.turnpike.gateway.catalogue;

import dev.turnpike.core.known.CurrentModels;
import dev.turnpike.core.known.KnownModels;
import dev.turnpike.gateway.egress.seldom.Download;
import dev.turnpike.gateway.start.DataDirectory;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes over the catalogue that {@code TURNPIKE_CATALOGUE} names, a file or an address, at the
 * start and each hour. The last good one of an address is kept in the data directory, for a start
 * without it. What cannot be had or read is told in the log, and the catalogue before stays in use.
 */
@ApplicationScoped
class CatalogueRefresh {
  private static final Logger LOG = Logger.getLogger(CatalogueRefresh.class);
  private static final int LARGEST = 16 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CurrentModels models;
  private final Download download;
  private final String source;
  private final Path kept;

  CatalogueRefresh(
      CurrentModels models,
      Download download,
      DataDirectory data,
      @ConfigProperty(name = "TURNPIKE_CATALOGUE") Optional<String> source) {
    this.models = models;
    this.download = download;
    this.source = source.map(String::strip).orElse("");
    this.kept = data.root().resolve("catalogue.json.gz");
  }

  void atStart(@Observes StartupEvent event) {
    if (source.isEmpty()) {
      return;
    }
    if (isAddress() && Files.exists(kept)) {
      try {
        use(Files.readAllBytes(kept), kept.toString());
      } catch (IOException e) {
        LOG.warnf("The catalogue kept in %s cannot be used: %s", kept, e.getMessage());
      }
    }
    // An address that does not answer must not hold up the start.
    Thread.ofVirtual().name("catalogue").start(this::refresh);
  }

  @Scheduled(every = "1h", delayed = "1h", concurrentExecution = ConcurrentExecution.SKIP)
  void hourly() {
    if (!source.isEmpty()) {
      refresh();
    }
  }

  /** Public for nobody but the tests of this package. */
  void refresh() {
    try {
      var read = isAddress() ? download.get(URI.create(source), LARGEST, PATIENCE) : file();
      if (use(read, source) && isAddress()) {
        keep(read);
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warnf(
          "The catalogue of TURNPIKE_CATALOGUE cannot be used (%s): prices stay those of %s",
          e.getMessage(), models.get().version());
    }
  }

  private boolean isAddress() {
    return source.startsWith("http://") || source.startsWith("https://");
  }

  private byte[] file() throws IOException {
    var path = Path.of(source);
    if (!Files.isRegularFile(path)) {
      throw new IOException("there is no file " + source);
    }
    if (Files.size(path) > LARGEST) {
      throw new IOException(source + " is larger than " + LARGEST + " bytes");
    }
    return Files.readAllBytes(path);
  }

  /** Whether it is another one than before. */
  private boolean use(byte[] compressed, String from) throws IOException {
    var read = KnownModels.read(compressed);
    if (read.isEmpty()) {
      throw new IOException("it holds no models");
    }
    if (read.version().equals(models.get().version())) {
      return false;
    }
    models.use(read);
    LOG.infof("Model catalogue in use: %s, from %s", read.version(), from);
    return true;
  }

  /** Moved into place whole: a stop in between leaves the one before. */
  private void keep(byte[] compressed) throws IOException {
    var next = kept.resolveSibling("catalogue.next");
    Files.write(next, compressed);
    Files.move(next, kept, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
