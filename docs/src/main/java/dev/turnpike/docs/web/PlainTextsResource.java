package dev.turnpike.docs.web;

import dev.turnpike.docs.site.PlainTexts;
import dev.turnpike.docs.site.Site;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The documentation as language models look for it, at the root. */
@Path("/")
@PermitAll
public class PlainTextsResource {
  private final Site site;

  PlainTextsResource(Site site) {
    this.site = site;
  }

  /** An index: a line for each page. */
  @GET
  @Path("llms.txt")
  public Response index(@Context UriInfo uri) {
    return Pages.text(new PlainTexts(site, Pages.origin(uri)).index());
  }

  /** All pages, one after another. */
  @GET
  @Path("llms-full.txt")
  public Response everything(@Context UriInfo uri) {
    return Pages.text(new PlainTexts(site, Pages.origin(uri)).everything());
  }
}
