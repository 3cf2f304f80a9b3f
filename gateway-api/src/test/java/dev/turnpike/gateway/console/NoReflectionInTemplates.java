package dev.turnpike.gateway.console;

import io.quarkus.qute.EngineBuilder;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.ValueResolver;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/**
 * Fails a page whose template reads one of our types by reflection: it would work here and answer
 * 500 in the executable. Stands just before the engine's own reflection.
 */
@Singleton
final class NoReflectionInTemplates implements ValueResolver {
  private static final int BEFORE_REFLECTION = 0;

  void add(@Observes EngineBuilder engine) {
    engine.addValueResolver(this);
  }

  @Override
  public int getPriority() {
    return BEFORE_REFLECTION;
  }

  @Override
  public boolean appliesTo(EvalContext context) {
    return context.getBase() != null
        && context.getBase().getClass().getName().startsWith("dev.turnpike.");
  }

  @Override
  public CompletionStage<Object> resolve(EvalContext context) {
    throw new TemplateException(
        "%s is read by reflection for '%s': give the type @TemplateData"
            .formatted(context.getBase().getClass().getName(), context.getName()));
  }
}
