package dev.turnpike.gateway.start;

import io.quarkus.qute.Engine;
import io.quarkus.qute.runtime.EngineProducer;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;

/**
 * Has the console's pages read once the gateway answers. Qute by itself reads all of its templates
 * first, a third of the executable's start, though calls need none of them. They were checked when
 * the application was built, so that nothing is found out later for it.
 */
public final class PagesAfterStart implements BuildCompatibleExtension {

  /** While the application is built: Qute's engine is made when it is first asked for. */
  @Enhancement(types = EngineProducer.class)
  public void leaveOutOfStart(ClassConfig producer) {
    producer.removeAnnotation(annotation -> annotation.name().equals(Startup.class.getName()));
  }

  /** Asks for it as soon as the server listens; the first reader of a page may still be sooner. */
  @ApplicationScoped
  static class Reading {
    private final Engine engine;

    Reading(Engine engine) {
      this.engine = engine;
    }

    void begin(@ObservesAsync HttpServerStart listening) {
      engine.isTemplateLoaded("");
    }
  }
}
