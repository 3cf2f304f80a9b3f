package dev.turnpike.core.catalog.endpoint;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;

/** Checks certificate authorities in PEM form. */
public final class Certificates {
  private Certificates() {}

  /** What is wrong with the text, in a sentence; empty when every certificate in it can be read. */
  public static Optional<String> problem(String pem) {
    if (pem.contains("PRIVATE KEY-----")) {
      return Optional.of("Contains a private key; give certificates only.");
    }
    if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
      return Optional.of("Contains no certificate: -----BEGIN CERTIFICATE----- is missing.");
    }
    try (var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))) {
      var read = CertificateFactory.getInstance("X.509").generateCertificates(in);
      return read.isEmpty() ? Optional.of("Contains no certificate.") : Optional.empty();
    } catch (CertificateException | java.io.IOException e) {
      return Optional.of("Contains a certificate that cannot be read.");
    }
  }
}
