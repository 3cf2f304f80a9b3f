package io.quarkus.smallrye.openapi.runtime;

import io.quarkus.arc.Unremovable;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.runtime.filter.AutoSecurityFilter;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the OpenAPI document when it is asked for. Quarkus makes it while building, but reads all
 * of it at each start: a third of the executable's. In this package because that is where the
 * method is visible that it calls then, and in packaged applications alone: dev mode and tests load
 * libraries and application apart.
 */
@IfBuildProfile("prod")
@Unremovable
@Alternative
@Priority(1)
@Singleton
public class DocumentOnDemand extends OpenApiDocumentService {
  private final Map<String, Runnable> waiting = new HashMap<>();

  @Override
  synchronized void prepareDocument(
      AutoSecurityFilter security,
      Map<OpenApiFilter.RunStage, List<String>> filters,
      String documentName) {
    waiting.put(documentName, () -> super.prepareDocument(security, filters, documentName));
  }

  @Override
  public synchronized byte[] getDocument(String documentName, Format format) {
    var preparation = waiting.remove(documentName);
    if (preparation != null) {
      preparation.run();
    }
    return super.getDocument(documentName, format);
  }
}
