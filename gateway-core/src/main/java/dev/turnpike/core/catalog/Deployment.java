package dev.turnpike.core.catalog;

/** One model at one provider with one credential: what a call finally goes to. */
public record Deployment(Model model, Provider provider, ProviderCredential credential) {}
