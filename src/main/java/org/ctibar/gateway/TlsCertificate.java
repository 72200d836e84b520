package org.ctibar.gateway;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.ctibar.config.ConfigException;

/** A certificate with its chain and its key, which were found to belong together. */
final class TlsCertificate {
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");
  private static final byte[] SOME_TEXT = {1, 2, 3};

  private final X509Certificate[] chain;
  private final X509KeyManager keys;

  private TlsCertificate(X509Certificate[] chain, X509KeyManager keys) {
    this.chain = chain;
    this.keys = keys;
  }

  /** @throws ConfigException naming the setting whose file cannot be used */
  static TlsCertificate of(TlsFiles.Pem pem) {
    X509Certificate[] chain = chain(pem.certificate());
    PrivateKey key = key(pem.key());
    if (!belongTogether(chain[0], key)) {
      throw TlsFiles.problem(
          TlsFiles.KEY, "is not the key of the first certificate in http." + TlsFiles.CERTIFICATE);
    }
    return new TlsCertificate(chain, keyManager(chain, key));
  }

  Instant validUntil() {
    return chain[0].getNotAfter().toInstant();
  }

  /** TLS 1.2 and 1.3; without ALPN, so that nothing but HTTP/1.1 is spoken. */
  HttpServerOptions in(HttpServerOptions options) {
    return options
        .setSsl(true)
        .setUseAlpn(false)
        .setEnabledSecureTransportProtocols(PROTOCOLS)
        .setKeyCertOptions(KeyCertOptions.wrap(keys));
  }

  private static X509Certificate[] chain(String pem) {
    try {
      X509Certificate[] chain = CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))
          .toArray(new X509Certificate[0]);
      if (chain.length > 0) {
        return chain;
      }
    } catch (CertificateException e) {
      // told below
    }
    throw TlsFiles.problem(TlsFiles.CERTIFICATE, "is no PEM file of certificates");
  }

  /** PKCS #8, or as OpenSSL wrote RSA and EC keys before. */
  private static PrivateKey key(String pem) {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
        PrivateKeyInfo info = found instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : null;
        info = found instanceof PrivateKeyInfo plain ? plain : info;
        if (info != null) {
          return new JcaPEMKeyConverter().getPrivateKey(info);
        }
      }
    } catch (IOException e) {
      // told below
    }
    throw TlsFiles.problem(TlsFiles.KEY, "is no PEM file of a private key without a password");
  }

  private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
    try {
      Signature signature = Signature.getInstance(
          switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
          });
      signature.initSign(key);
      signature.update(SOME_TEXT);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(SOME_TEXT);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static X509KeyManager keyManager(X509Certificate[] chain, PrivateKey key) {
    char[] password = new char[0];
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry("node", key, password, chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, password);
      return (X509KeyManager) factory.getKeyManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw TlsFiles.problem(
          TlsFiles.CERTIFICATE, "is no chain from the node's certificate on: " + e.getMessage());
    }
  }
}
