package dev.turnpike.console.shell;

import dev.turnpike.core.access.VirtualKey;
import dev.turnpike.core.catalog.Model;
import dev.turnpike.core.trial.Finding;
import dev.turnpike.core.trial.Findings;
import io.quarkus.qute.TemplateData;

/**
 * Types of the core that fragments and tags read without a declared type. Our own types say it
 * themselves. Without it a template would read them by reflection, which the executable has not.
 */
@TemplateData(target = VirtualKey.class)
@TemplateData(target = Model.class)
@TemplateData(target = Model.Capabilities.class)
@TemplateData(target = Findings.class)
@TemplateData(target = Finding.class)
final class ShownTypes {
  private ShownTypes() {}
}
