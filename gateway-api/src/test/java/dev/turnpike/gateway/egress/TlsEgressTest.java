package dev.turnpike.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.core.catalog.EndpointProbe.Report;
import dev.turnpike.core.catalog.EndpointProbe.Target;
import dev.turnpike.core.catalog.ProviderCredential;
import dev.turnpike.gateway.egress.seldom.SeldomForTests;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JksOptions;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections go to the address that was checked, and yet are held to the name that was typed. */
class TlsEgressTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final BlockingQueue<String> NAMES = new LinkedBlockingQueue<>();

  private static HttpServer server;
  private static String pem;

  @BeforeAll
  static void serve(@TempDir Path folder) throws Exception {
    var store = folder.resolve("keys");
    var made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    assertThat(made.waitFor(30, TimeUnit.SECONDS)).isTrue();
    pem = certificate(store);
    server =
        VERTX
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new JksOptions().setPath(store.toString()).setPassword("changeit")))
            .requestHandler(
                request -> {
                  NAMES.add(request.connection().indicatedServerName() + " " + request.authority());
                  request.response().end("{\"data\":[{\"id\":\"m\"}]}");
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  @AfterAll
  static void close() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void trustsTheProvidersOwnCaForItsName() throws Exception {
    var report = probe("https://localhost:%d/v1", pem);

    assertThat(report.problem()).isNull();
    assertThat(report.models()).containsExactly("m");
    assertThat(NAMES.poll(1, TimeUnit.SECONDS)).endsWith(" localhost:" + server.actualPort());
  }

  @Test
  void refusesACertificateThatNobodyVouchesFor() {
    assertThat(probe("https://localhost:%d/v1", null).problem())
        .isEqualTo("The TLS handshake failed.");
  }

  @Test
  void refusesACertificateOfAnotherName() {
    assertThat(probe("https://127.0.0.1:%d/v1", pem).problem())
        .isEqualTo("The TLS handshake failed.");
  }

  private static Report probe(String url, @Nullable String caPem) {
    return SeldomForTests.probe(VERTX)
        .probe(
            new Target(
                URI.create(url.formatted(server.actualPort())), ProviderCredential.NONE, caPem));
  }

  private static String certificate(Path store) throws Exception {
    try (InputStream in = Files.newInputStream(store)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, "changeit".toCharArray());
      var encoded =
          Base64.getMimeEncoder().encodeToString(keys.getCertificate("server").getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n";
    }
  }
}
