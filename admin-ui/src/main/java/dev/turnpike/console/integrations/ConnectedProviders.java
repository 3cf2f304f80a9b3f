package dev.turnpike.console.integrations;

import dev.turnpike.core.access.OrganizationId;
import dev.turnpike.core.integration.Connection;
import dev.turnpike.core.integration.EnvironmentCredentials;
import dev.turnpike.core.integration.Integration;
import dev.turnpike.core.integration.Integrations;
import dev.turnpike.core.provider.BuiltInProviders;
import dev.turnpike.core.provider.ProviderDescriptor.Status;
import dev.turnpike.core.rollup.RollupQuery;
import dev.turnpike.core.rollup.Rollups;
import dev.turnpike.core.span.SpanField;
import dev.turnpike.core.span.SpanStore.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is entered for which provider, and how its calls went lately. Blocking. */
@ApplicationScoped
class ConnectedProviders {
  /** Over which time calls tell whether a provider fails, and how many are enough to say so. */
  private static final Duration LATELY = Duration.ofHours(1);

  private static final int ENOUGH = 3;
  private static final int MOST_PROVIDERS = 100;

  private final Integrations integrations;
  private final EnvironmentCredentials environment;
  private final CredentialTests tests;
  private final Rollups rollups;
  private final Clock clock;

  ConnectedProviders(
      Integrations integrations,
      EnvironmentCredentials environment,
      CredentialTests tests,
      Rollups rollups,
      Clock clock) {
    this.integrations = integrations;
    this.environment = environment;
    this.tests = tests;
    this.rollups = rollups;
    this.clock = clock;
  }

  /** Those that have a credential first; retired ones last. */
  List<ProviderCard> cards(OrganizationId organization) {
    var all = all(organization);
    var failing = failing(organization);
    var cards = new ArrayList<ProviderCard>();
    for (var row : BuiltInProviders.table().all()) {
      if (row.status() == Status.CUSTOM) {
        continue;
      }
      var own = all.stream().filter(i -> i.provider().equals(row.id())).toList();
      boolean bad = failing.contains(row.id()) || own.stream().anyMatch(this::isRefused);
      cards.add(new ProviderCard(row, own.size(), bad && !own.isEmpty()));
    }
    cards.sort(
        Comparator.comparing(ProviderCard::retired).thenComparing(card -> !card.connected()));
    return cards;
  }

  /** A provider's credentials; those of the environment last. */
  List<CredentialRow> credentials(OrganizationId organization, String provider) {
    var own = all(organization).stream().filter(i -> i.provider().equals(provider)).toList();
    int sum = own.stream().filter(Integration::active).mapToInt(Integration::weight).sum();
    return own.stream()
        .map(
            i ->
                new CredentialRow(
                    i, i.active() ? Math.round(i.weight() * 100f / sum) : 0, tests.last(i.id())))
        .toList();
  }

  private List<Integration> all(OrganizationId organization) {
    var all = new ArrayList<>(integrations.list(organization));
    environment.of(organization).stream().map(Connection::integration).forEach(all::add);
    return all;
  }

  private boolean isRefused(Integration integration) {
    var tested = tests.last(integration.id());
    return tested != null && !tested.report().ok();
  }

  /** Without the sums there is nothing to say, and the page is shown all the same. */
  private Set<String> failing(OrganizationId organization) {
    var now = clock.instant();
    try {
      return rollups
          .attempts(
              RollupQuery.all(organization, now.minus(LATELY), now),
              SpanField.PROVIDER,
              Rollups.Page.first(MOST_PROVIDERS))
          .stream()
          .filter(group -> group.figures().requests() >= ENOUGH)
          .filter(group -> group.figures().errors() * 2 > group.figures().requests())
          .map(Rollups.Group::value)
          .collect(Collectors.toUnmodifiableSet());
    } catch (StoreUnavailable e) {
      return Set.of();
    }
  }
}
