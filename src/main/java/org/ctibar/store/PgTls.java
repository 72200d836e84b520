package org.ctibar.store;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;

/**
 * How connections to PostgreSQL are encrypted, and whom they trust; modes are libpq's. {@code prefer} and {@code
 * require} take any certificate, {@code verify-ca} one that the authority signed, {@code verify-full} one for this host.
 *
 * @param authority PEM; empty: with {@code verify-full} those that Java trusts
 */
record PgTls(String mode, Optional<Path> authority) {
  private static final String VERIFY_CA = "verify-ca";
  private static final String VERIFY_FULL = "verify-full";
  private static final List<String> MODES =
      List.of("disable", "prefer", "require", VERIFY_CA, VERIFY_FULL);
  static final PgTls OFF = new PgTls("disable", Optional.empty());

  /** @throws IllegalArgumentException if there is no such mode */
  PgTls {
    if (!MODES.contains(mode)) {
      throw new IllegalArgumentException("sslmode must be one of " + String.join(", ", MODES));
    }
  }

  /** @throws IllegalArgumentException telling what is wrong with the authority for this mode */
  void checkAuthority() {
    boolean verifies = mode.equals(VERIFY_CA) || mode.equals(VERIFY_FULL);
    if (authority.isPresent() && !verifies) {
      throw new IllegalArgumentException(
          "is of use only with sslmode=verify-full or verify-ca in pg.uri, not with " + mode);
    }
    if (authority.isEmpty() && mode.equals(VERIFY_CA)) {
      throw new IllegalArgumentException("must be set for sslmode=verify-ca");
    }
    authority.ifPresent(PgTls::requireCertificates);
  }

  String jdbcOptions() {
    String trust = authority
        .map(file -> "&sslrootcert=" + encode(file.toAbsolutePath().toString()))
        .orElse("&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
    return "sslmode=" + mode + (mode.equals(VERIFY_CA) || mode.equals(VERIFY_FULL) ? trust : "");
  }

  void applyTo(PgConnectOptions options) {
    options.setSslMode(SslMode.of(mode));
    switch (mode) {
      case "disable" -> {}
      case VERIFY_CA -> options.setSslOptions(trusting("")); // whatever host it is for
      case VERIFY_FULL -> options.setSslOptions(trusting("HTTPS"));
      default -> options.setSslOptions(new ClientSSLOptions().setTrustAll(true));
    }
  }

  private ClientSSLOptions trusting(String hostnameVerification) {
    TrustOptions trust = authority
        .<TrustOptions>map(file -> new PemTrustOptions().addCertPath(file.toString()))
        .orElseGet(PgTls::whomJavaTrusts);
    return new ClientSSLOptions()
        .setTrustOptions(trust)
        .setHostnameVerificationAlgorithm(hostnameVerification);
  }

  private static TrustOptions whomJavaTrusts() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return TrustOptions.wrap(factory.getTrustManagers()[0]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java trusts somebody", e);
    }
  }

  private static void requireCertificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      if (CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty()) {
        throw new IllegalArgumentException("holds no certificate: " + file);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot be read: " + file, e);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("is no PEM file of certificates: " + file, e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
