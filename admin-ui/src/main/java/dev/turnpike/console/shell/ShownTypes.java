package dev.turnpike.console.shell;

import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.catalog.Model;
import io.quarkus.qute.TemplateData;

/**
 * Types of the core that fragments and tags read without a declared type. Our own types say it
 * themselves. Without it a template would read them by reflection, which the executable has not.
 */
@TemplateData(target = VirtualKey.class)
@TemplateData(target = Model.class)
@TemplateData(target = Model.Capabilities.class)
final class ShownTypes {
  private ShownTypes() {}
}
