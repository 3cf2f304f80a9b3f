package dev.turnpike.docs.site;

import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Locale;

/** Pages that stand together in the navigation. */
@TemplateData
public record Section(String name, List<Page> pages) {
  public Section {
    pages = List.copyOf(pages);
  }

  /** The name as it stands in addresses: {@code start-here}. */
  public String slug() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
