package dev.turnpike.gateway.metrics;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class MetricsNativeIT extends MetricsTest {}
