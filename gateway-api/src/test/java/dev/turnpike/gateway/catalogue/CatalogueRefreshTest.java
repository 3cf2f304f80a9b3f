package dev.turnpike.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.known.CurrentModels;
import dev.turnpike.core.known.KnownModels;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.upstream.Script;
import dev.turnpike.core.upstream.ScriptedUpstream;
import dev.turnpike.gateway.egress.seldom.SeldomForTests;
import dev.turnpike.gateway.start.DataDirectory;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueRefreshTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final ScriptedUpstream SERVER = ScriptedUpstream.start();

  @TempDir Path folder;
  private final CurrentModels models = new CurrentModels();

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
    SERVER.close();
  }

  private CatalogueRefresh refresh(String source) {
    return new CatalogueRefresh(
        models,
        SeldomForTests.download(VERTX),
        new DataDirectory(folder),
        Optional.ofNullable(source));
  }

  private static byte[] catalogue(String version) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write(
          ("{\"form\":1,\"version\":\""
                  + version
                  + "\",\"providers\":{\"groq\":{\"models\":[{\"id\":\"tiny\","
                  + "\"match\":{\"equals\":\"tiny\"},\"prices\":[{\"in\":\"7\"}]}]}}}")
              .getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  @Test
  void takesAFileAndItsNextVersion() throws IOException {
    var file = folder.resolve("own.json.gz");
    Files.write(file, catalogue("own 1"));
    var refresh = refresh(file.toString());

    refresh.refresh();

    assertThat(models.get().version()).isEqualTo("own 1");
    var groq = BuiltInProviders.table().find("groq").orElseThrow();
    assertThat(models.get().find(groq, "tiny")).isPresent();
    Files.write(file, catalogue("own 2"));
    refresh.refresh();
    assertThat(models.get().version()).isEqualTo("own 2");
  }

  @Test
  void keepsWhatAnAddressGaveForAStartWithoutIt() throws IOException {
    SERVER.answer(Script.answer(200, "application/gzip", catalogue("far 1")));
    var address = SERVER.url("/models.json.gz").toString();
    refresh(address).refresh();
    assertThat(models.get().version()).isEqualTo("far 1");
    models.use(KnownModels.bundled());
    SERVER.answer(Script.answer(503, "text/plain", "later"));

    refresh(address).atStart(new StartupEvent());

    assertThat(models.get().version()).isEqualTo("far 1");
  }

  @Test
  void staysWithTheOneBeforeWhenTheNewOneIsNone() throws IOException {
    var file = folder.resolve("own.json.gz");
    var bundled = KnownModels.bundled().version();

    refresh(file.toString()).refresh();
    assertThat(models.get().version()).isEqualTo(bundled);
    Files.writeString(file, "not gzip");
    refresh(file.toString()).refresh();
    assertThat(models.get().version()).isEqualTo(bundled);
    SERVER.answer(Script.answer(404, "text/plain", "none"));
    refresh(SERVER.url("/none").toString()).refresh();
    assertThat(models.get().version()).isEqualTo(bundled);
    refresh(null).hourly();
    assertThat(models.get().version()).isEqualTo(bundled);
  }
}
