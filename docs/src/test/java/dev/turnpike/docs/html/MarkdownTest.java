package dev.turnpike.docs.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.docs.site.Page;
import org.junit.jupiter.api.Test;

class MarkdownTest {
  private final Markdown markdown = new Markdown();

  @Test
  void givesHeadingsTheAnchorsThatTheListOfPartsNames() {
    var page = page("# A page\n\n## With `code` and [a link](b.md)\n\n## Twice\n\n## Twice\n");

    var html = markdown.render(page);

    assertThat(page.parts())
        .allSatisfy(part -> assertThat(html).contains("id=\"" + part.anchor() + "\""));
  }

  @Test
  void putsNeighbouringTabsTogether() {
    var html =
        markdown.render(
            page(
                "```bash tab\na\n```\n\n```python tab\nb\n```\n\nText\n\n```python tab\nc\n```\n"));

    assertThat(html.split("class=\"code-tabs\"", -1)).hasSize(3);
    assertThat(html).contains("data-label=\"curl\"", "data-label=\"Python\"");
  }

  @Test
  void escapesCodeAndLeavesHtmlOut() {
    var html =
        markdown.render(
            page("<!-- note -->\n\n`<b>` <i>x</i>\n\n```json\n{\"a\": \"<script>\"}\n```\n"));

    assertThat(html)
        .contains("&lt;b&gt;", "&lt;script&gt;")
        .doesNotContain("note", "<i>", "<script>");
  }

  @Test
  void leadsPicturesAndLinksToTheSite() {
    var html =
        markdown.render(new Page("guide/x", "X", "", "![Logs](../images/logs.png) [y](y.md#z)\n"));

    assertThat(html).contains("src=\"/docs/images/logs.png\"", "href=\"/docs/guide/y#z\"");
  }

  private static Page page(String source) {
    return new Page("page", "A page", "", source);
  }
}
