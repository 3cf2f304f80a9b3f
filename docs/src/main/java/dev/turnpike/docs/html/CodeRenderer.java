package dev.turnpike.docs.html;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Code as a figure with its language's name; a script adds the copy button and makes tabs of
 * groups.
 */
final class CodeRenderer implements NodeRenderer {
  private final HtmlNodeRendererContext context;
  private final HtmlWriter html;

  CodeRenderer(HtmlNodeRendererContext context) {
    this.context = context;
    this.html = context.getWriter();
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(CodeTabs.class, FencedCodeBlock.class, HtmlBlock.class, HtmlInline.class);
  }

  @Override
  public void render(Node node) {
    switch (node) {
      case CodeTabs tabs -> tabs(tabs);
      case FencedCodeBlock block -> code(block);
      default -> {} // HTML, comments included
    }
  }

  private void tabs(CodeTabs tabs) {
    html.line();
    html.tag("div", Map.of("class", "code-tabs"));
    for (var block = tabs.getFirstChild(); block != null; block = block.getNext()) {
      context.render(block);
    }
    html.tag("/div");
    html.line();
  }

  private void code(FencedCodeBlock block) {
    var info = CodeInfo.of(block);
    html.line();
    html.tag("figure", Map.of("class", "snippet", "data-label", info.label()));
    html.tag("figcaption");
    html.text(info.label());
    html.tag("/figcaption");
    // A group, not a region: landmarks of one name on one page would not be told apart.
    html.tag("pre", Map.of("tabindex", "0", "role", "group", "aria-label", info.label() + " code"));
    html.tag("code", Map.of("class", "language-" + info.language()));
    html.text(block.getLiteral());
    html.tag("/code");
    html.tag("/pre");
    html.tag("/figure");
    html.line();
  }
}
