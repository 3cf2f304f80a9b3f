package dev.turnpike.gateway.start;

import dev.turnpike.persistence.schema.Schema;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Prepares the tables before anything of the application uses them. */
@ApplicationScoped
class DatabaseAtStart {
  void prepare(@Observes @Priority(1) StartupEvent start, Schema schema) {
    schema.prepare();
  }
}
