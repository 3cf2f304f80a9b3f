package dev.turnpike.docs.html;

import dev.turnpike.docs.site.Links;
import dev.turnpike.docs.site.Page;
import dev.turnpike.docs.site.PagePart;
import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.AttributeProvider;
import org.commonmark.renderer.html.HtmlRenderer;

/** Renders pages. HTML in a source is left out: pages hold markdown alone. */
public final class Markdown {
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

  private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();

  /** The page's body as HTML; headings carry the ids that {@link PagePart#anchor} tells. */
  public String render(Page page) {
    var document = parser.parse(page.markdown());
    CodeTabs.group(document);
    return HtmlRenderer.builder()
        .extensions(EXTENSIONS)
        .attributeProviderFactory(context -> new Attributes(page))
        .nodeRendererFactory(CodeRenderer::new)
        .build()
        .render(document);
  }

  private static final class Attributes implements AttributeProvider {
    private final Page page;
    private final PagePart.Anchors anchors = new PagePart.Anchors();

    Attributes(Page page) {
      this.page = page;
    }

    @Override
    public void setAttributes(Node node, String tag, Map<String, String> attributes) {
      switch (node) {
        case Heading heading -> attributes.put("id", anchors.next(text(heading)));
        case Link link -> attributes.put("href", Links.address(page, link.getDestination()));
        case Image image -> {
          attributes.put("src", Links.address(page, image.getDestination()));
          attributes.put("loading", "lazy");
        }
        // A wide table scrolls by itself, also by keyboard.
        case TableBlock table -> {
          attributes.put("tabindex", "0");
          attributes.put("class", "scrolls");
        }
        default -> {}
      }
    }

    private static String text(Node heading) {
      var text = new StringBuilder();
      heading.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text part) {
              text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
              text.append(part.getLiteral());
            }
          });
      return text.toString();
    }
  }
}
