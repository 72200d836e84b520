package org.ctibar.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ctibar.config.ConfigException;
import org.ctibar.config.Section;

/**
 * Where the certificate and the key of the node's own TLS stand ({@code http.tls*}).
 *
 * @param reload how often they are looked at for a change
 */
public record TlsFiles(Path certificate, Path key, Duration reload) {
  static final String CERTIFICATE = "tlsCertificate";
  static final String KEY = "tlsKey";

  /** What stands in the two files. The key is not printed. */
  record Pem(String certificate, String key) {
    @Override
    public String toString() {
      return "PEM";
    }
  }

  /** @throws ConfigException if only one is set, or the two cannot be used together */
  static Optional<TlsFiles> from(Section s, Path home) {
    String certificate = s.text(CERTIFICATE);
    String key = s.text(KEY);
    Duration reload = s.millis("tlsReloadMs", 100, 86_400_000);
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      String missing = certificate.isEmpty() ? CERTIFICATE : KEY;
      String given = certificate.isEmpty() ? KEY : CERTIFICATE;
      throw s.problem(missing, "must be set where http." + given + " is");
    }
    TlsFiles files = new TlsFiles(home.resolve(certificate), home.resolve(key), reload);
    TlsCertificate.of(files.read());
    return Optional.of(files);
  }

  /** @throws ConfigException naming the file that cannot be read */
  Pem read() {
    return new Pem(read(CERTIFICATE, certificate), read(KEY, key));
  }

  /** Names the setting of a file. */
  static ConfigException problem(String setting, String problem) {
    return new ConfigException("http." + setting, problem);
  }

  private static String read(String setting, Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw problem(setting, "cannot be read: " + file);
    }
  }
}
