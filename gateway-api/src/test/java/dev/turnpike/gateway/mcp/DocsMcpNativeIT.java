package dev.turnpike.gateway.mcp;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class DocsMcpNativeIT extends DocsMcpTest {}
