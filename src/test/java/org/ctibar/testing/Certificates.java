package org.ctibar.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority of a test's own, and what it signs. */
public final class Certificates {
  private static final Duration VALID = Duration.ofDays(1);

  private final X500Name name;
  private final KeyPair keys = keys();
  private final X509CertificateHolder own;

  /** Both as PEM, the key as PKCS #8. */
  public record Issued(String certificate, String key) {

    /** As {@code server.pem} and {@code server.key} of the folder, the key readable by its owner only. */
    public void writeTo(Path folder) {
      try {
        Path key = folder.resolve("server.key");
        Files.writeString(folder.resolve("server.pem"), certificate);
        Files.writeString(key, this.key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** @param name without a comma */
  public Certificates(String name) {
    this.name = new X500Name("CN=" + name);
    this.own = signed(this.name, keys, true);
  }

  /** The authority itself, as PEM. */
  public Path writtenTo(Path file) {
    try {
      return Files.writeString(file, pem("CERTIFICATE", encoded(own)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** @param hosts names and IP addresses */
  public Issued issue(String... hosts) {
    KeyPair theirs = keys();
    X509CertificateHolder certificate = signed(new X500Name("CN=server"), theirs, false, hosts);
    return new Issued(
        pem("CERTIFICATE", encoded(certificate)),
        pem("PRIVATE KEY", theirs.getPrivate().getEncoded()));
  }

  private X509CertificateHolder signed(
      X500Name subject, KeyPair theirs, boolean authority, String... hosts) {
    Instant now = Instant.now();
    try {
      JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
          name,
          new BigInteger(64, new SecureRandom()),
          Date.from(now.minus(VALID)),
          Date.from(now.plus(VALID)),
          subject,
          theirs.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (hosts.length > 0) {
        builder.addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(Stream.of(hosts).map(Certificates::host).toArray(GeneralName[]::new)));
      }
      return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralName host(String host) {
    boolean address = host.matches("[0-9.]+|.*:.*");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String what, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }
}
