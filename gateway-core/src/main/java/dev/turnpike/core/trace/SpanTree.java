package dev.turnpike.core.trace;

import dev.turnpike.core.span.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The spans of a trace in the order of who called whom, siblings by start. Every span is in it
 * exactly once, whatever clients sent: a span whose parent is unknown, is itself, or lies below it,
 * stands at the top; what lies deeper than {@link #DEEPEST} stands beside its parent.
 *
 * @param roots spans without a parent; one in a whole and finished trace
 */
public record SpanTree(List<Node> roots) {
  /** Far deeper than any program calls, and shallow enough for every reader of JSON. */
  public static final int DEEPEST = 200;

  private static final Comparator<Span> BY_START =
      Comparator.comparing((Span span) -> span.timing().start())
          .thenComparing(Span::arrival)
          .thenComparing(Span::id);

  public SpanTree {
    roots = List.copyOf(roots);
  }

  /** A span with those it called. */
  public record Node(Span span, List<Node> children) {
    public Node {
      children = List.copyOf(children);
    }
  }

  /** A span on one line of an indented listing; depth 0 is a root. */
  public record Line(int depth, Span span) {}

  public static SpanTree of(List<Span> spans) {
    var ordered = spans.stream().sorted(BY_START).toList();
    var parents = parents(ordered);
    var children = new HashMap<String, List<Span>>();
    var roots = new ArrayList<Span>();
    for (var span : ordered) {
      var parent = parents.get(span.id());
      if (parent == null) {
        roots.add(span);
      } else {
        children.computeIfAbsent(parent, p -> new ArrayList<>()).add(span);
      }
    }
    return new SpanTree(roots.stream().map(root -> node(root, children, 1)).toList());
  }

  /** Log ids of parents by log id; spans that stand at the top have none. */
  private static Map<String, String> parents(List<Span> spans) {
    var bySpanId = new HashMap<String, String>();
    for (var span : spans) {
      var spanId = span.place().spanId();
      if (spanId != null) {
        bySpanId.putIfAbsent(spanId, span.id());
      }
    }
    // A caller of the gateway may have named the log id it was told in the answer's headers.
    spans.forEach(span -> bySpanId.putIfAbsent(span.id(), span.id()));
    var parents = new HashMap<String, String>();
    for (var span : spans) {
      var parent = bySpanId.get(String.valueOf(span.place().parentId()));
      if (parent != null) {
        parents.put(span.id(), parent);
      }
    }
    var sound = new HashSet<String>();
    spans.forEach(span -> cutLoop(span.id(), parents, sound));
    return parents;
  }

  /** Where the way up meets itself, it is cut. */
  private static void cutLoop(String id, Map<String, String> parents, Set<String> sound) {
    var way = new LinkedHashSet<String>();
    var at = id;
    while (at != null && !sound.contains(at) && way.add(at)) {
      var above = parents.get(at);
      if (above != null && way.contains(above)) {
        parents.remove(at);
        above = null;
      }
      at = above;
    }
    sound.addAll(way);
  }

  private static Node node(Span span, Map<String, List<Span>> children, int depth) {
    var nodes = new ArrayList<Node>();
    for (var child : children.getOrDefault(span.id(), List.of())) {
      if (depth + 1 < DEEPEST) {
        nodes.add(node(child, children, depth + 1));
      } else {
        allFrom(child, children).forEach(one -> nodes.add(new Node(one, List.of())));
      }
    }
    return new Node(span, nodes);
  }

  private static List<Span> allFrom(Span span, Map<String, List<Span>> children) {
    var all = new ArrayList<Span>();
    var next = new ArrayDeque<>(List.of(span));
    while (!next.isEmpty()) {
      var one = next.removeFirst();
      all.add(one);
      next.addAll(children.getOrDefault(one.id(), List.of()));
    }
    return all;
  }

  /** All spans, each after the one that called it. */
  public List<Line> lines() {
    var lines = new ArrayList<Line>();
    roots.forEach(root -> append(root, 0, lines));
    return lines;
  }

  private static void append(Node node, int depth, List<Line> lines) {
    lines.add(new Line(depth, node.span()));
    node.children().forEach(child -> append(child, depth + 1, lines));
  }
}
