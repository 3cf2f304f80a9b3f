package dev.turnpike.console.shell;

import dev.turnpike.core.access.Role;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.provider.ProviderDescriptor;
import dev.turnpike.core.span.Span;
import io.quarkus.qute.TemplateData;

/**
 * Types of the core that fragments and tags read without a declared type. Our own types say it
 * themselves. Without it a template would read them by reflection, which the executable has not.
 */
@TemplateData(target = Role.class)
@TemplateData(target = Model.class)
@TemplateData(target = Model.Capabilities.class)
@TemplateData(target = ProviderDescriptor.Status.class)
@TemplateData(target = Span.Status.class)
final class ShownTypes {
  private ShownTypes() {}
}
