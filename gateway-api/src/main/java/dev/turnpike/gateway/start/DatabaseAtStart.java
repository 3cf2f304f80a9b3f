package dev.turnpike.gateway.start;

import dev.turnpike.persistence.schema.Schema;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the tables before anything of the application uses them; the templates, which Qute reads
 * at priority 0, are read meanwhile.
 */
@ApplicationScoped
class DatabaseAtStart {
  private @Nullable Alongside<Boolean> preparation;

  void begin(@Observes @Priority(-1) StartupEvent start, Schema schema) {
    preparation =
        Alongside.start(
            "prepare-database",
            () -> {
              schema.prepare();
              return true;
            });
  }

  void finish(@Observes @Priority(1) StartupEvent start) {
    if (preparation != null) {
      preparation.get();
      preparation = null;
    }
  }
}
