package dev.turnpike.core.integration;

/** An integration and its sealed secrets; the array is not copied and must not be changed. */
@SuppressWarnings("ArrayRecordComponent")
public record StoredIntegration(Integration integration, byte[] sealed) {}
