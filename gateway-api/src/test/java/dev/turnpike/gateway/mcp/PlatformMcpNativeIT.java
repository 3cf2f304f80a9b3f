package dev.turnpike.gateway.mcp;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class PlatformMcpNativeIT extends PlatformMcpTest {}
