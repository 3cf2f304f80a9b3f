package dev.turnpike.console.users;

import dev.turnpike.console.shell.Address;
import dev.turnpike.core.access.Environment;
import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.customer.CustomerField;
import dev.turnpike.core.customer.CustomerQuery;
import dev.turnpike.core.span.SpanQuery.Condition;
import dev.turnpike.core.span.SpanQuery.Operator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which users the list shows, and in which order.
 *
 * @param q part of the identifier
 * @param sort largest first
 * @param page from 1
 */
public record UserFilter(String q, String environment, CustomerField sort, int page) {
  static final int PAGE = 50;
  private static final int LAST_PAGE = 200;
  private static final List<CustomerField> SORTS =
      List.of(
          CustomerField.LAST_SEEN,
          CustomerField.REQUESTS,
          CustomerField.ERRORS,
          CustomerField.TOKENS,
          CustomerField.COST);

  static UserFilter read(Map<String, List<String>> query) {
    var sort = CustomerField.find(one(query, "sort")).filter(SORTS::contains);
    return new UserFilter(
        one(query, "q"),
        environment(one(query, "environment")).map(Environment::wire).orElse(""),
        sort.orElse(CustomerField.LAST_SEEN),
        page(one(query, "page")));
  }

  static Optional<Environment> environment(String wire) {
    return Arrays.stream(Environment.values()).filter(e -> e.wire().equals(wire)).findFirst();
  }

  private static String one(Map<String, List<String>> query, String name) {
    return query.getOrDefault(name, List.of("")).getFirst().strip();
  }

  private static int page(String text) {
    try {
      return Math.clamp(Integer.parseInt(text), 1, LAST_PAGE);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  CustomerQuery query(OrganizationId organization) {
    return new CustomerQuery(
        organization,
        environment(environment).orElse(null),
        q.isEmpty()
            ? List.of()
            : List.of(new Condition("customer_identifier", Operator.ICONTAINS, List.of(q))),
        sort,
        true,
        (page - 1) * PAGE,
        PAGE + 1);
  }

  private Address here() {
    return Address.of("/console/users").with("q", q).with("environment", environment);
  }

  public String heading(String field) {
    return here().with("sort", field).toString();
  }

  public String sorted(String field) {
    return CustomerField.find(field).filter(sort::equals).isPresent() ? "descending" : "none";
  }

  public String next() {
    return here().with("sort", sort.wire()).with("page", Integer.toString(page + 1)).toString();
  }

  public String start() {
    return here().with("sort", sort.wire()).toString();
  }

  public boolean any() {
    return !q.isEmpty() || !environment.isEmpty();
  }
}
