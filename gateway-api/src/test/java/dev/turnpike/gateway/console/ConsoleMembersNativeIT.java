package dev.turnpike.gateway.console;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ConsoleMembersNativeIT extends ConsoleMembersTest {}
