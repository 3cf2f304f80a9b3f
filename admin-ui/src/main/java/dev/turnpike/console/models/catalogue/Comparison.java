package dev.turnpike.console.models.catalogue;

import dev.turnpike.console.shell.Formats;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Models side by side: a line for each figure, the best of it marked where there is one. */
public record Comparison(List<CatalogueRow> models) {
  public Comparison {
    models = List.copyOf(models);
  }

  /** Lines of money, of which less is better; then of tokens, of which more is. */
  public List<Line> figures() {
    return Stream.of(
            price("Input /M", row -> row.price().input()),
            price("Output /M", row -> row.price().output()),
            price("Cached input /M", row -> row.price().cacheRead()),
            price("Cache write /M", row -> row.price().cacheWrite()),
            price("Batch input /M", row -> row.batch() == null ? null : row.batch().input()),
            price("Batch output /M", row -> row.batch() == null ? null : row.batch().output()),
            size("Context", CatalogueRow::window),
            size("Longest answer", CatalogueRow::maxOutput))
        .filter(line -> line.cells().stream().anyMatch(cell -> !cell.text().isEmpty()))
        .toList();
  }

  /** A line for each capability that any of them has. */
  public List<Line> abilities() {
    return models.stream()
        .flatMap(row -> row.abilities().stream())
        .distinct()
        .sorted()
        .map(
            word ->
                new Line(
                    Character.toUpperCase(word.charAt(0)) + word.substring(1),
                    models.stream()
                        .map(row -> new Cell(row.abilities().contains(word) ? "Yes" : "", false))
                        .toList()))
        .toList();
  }

  private Line price(String label, Function<CatalogueRow, @Nullable BigDecimal> figure) {
    return line(label, figure, Comparator.naturalOrder(), Formats::usd);
  }

  private Line size(String label, Function<CatalogueRow, @Nullable Integer> figure) {
    return line(
        label,
        figure,
        Comparator.<Integer>reverseOrder(),
        tokens -> Formats.grouped(tokens) + " tokens");
  }

  // The best of one is no best, and neither is one that all share.
  private <T> Line line(
      String label,
      Function<CatalogueRow, @Nullable T> figure,
      Comparator<T> better,
      Function<T, String> shown) {
    var known =
        models.stream()
            .flatMap(row -> Stream.ofNullable(figure.apply(row)))
            .sorted(better)
            .toList();
    boolean differ = known.size() > 1 && better.compare(known.getFirst(), known.getLast()) != 0;
    return new Line(
        label,
        models.stream()
            .map(
                row -> {
                  var value = figure.apply(row);
                  return value == null
                      ? new Cell("", false)
                      : new Cell(
                          shown.apply(value),
                          differ && better.compare(value, known.getFirst()) == 0);
                })
            .toList());
  }

  /** A figure of each model. */
  public record Line(String label, List<Cell> cells) {
    public Line {
      cells = List.copyOf(cells);
    }
  }

  /**
   * @param text empty when it is not known
   */
  public record Cell(String text, boolean best) {}
}
