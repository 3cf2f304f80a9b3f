package dev.turnpike.docs.html;

import java.util.ArrayList;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;

/**
 * The same thing in several languages: fenced blocks with the word {@code tab}, one after another.
 */
final class CodeTabs extends CustomBlock {

  /** Puts neighbouring blocks that say {@code tab} under one parent each. */
  static void group(Node document) {
    var starts = new ArrayList<FencedCodeBlock>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Document node) {
            visitChildren(node);
          }

          @Override
          public void visit(FencedCodeBlock block) {
            if (isTab(block) && !isTab(block.getPrevious())) {
              starts.add(block);
            }
          }
        });
    for (var start : starts) {
      var tabs = new CodeTabs();
      start.insertBefore(tabs);
      for (Node next = start; isTab(next); next = tabs.getNext()) {
        tabs.appendChild(next);
      }
    }
  }

  private static boolean isTab(@org.jspecify.annotations.Nullable Node node) {
    return node instanceof FencedCodeBlock block && CodeInfo.of(block).tab();
  }
}
