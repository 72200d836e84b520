package org.ctibar.cluster;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What nodes that share a secret derive from it alike: the name of their cluster, and the key by which they know each
 * other on the event bus (mutual TLS). So nothing but the secret has to be handed out.
 */
final class ClusterSecret {
  private static final String CURVE = "secp256r1";
  private static final String ALIAS = "node";
  private static final char[] IN_MEMORY_ONLY = "ctibar".toCharArray();
  private static final X500Name NAME = new X500Name("CN=ctibar");
  private static final Instant VALID_FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant VALID_UNTIL = Instant.parse("2120-01-01T00:00:00Z");
  private static final int NAME_DIGITS = 24;

  private final String secret;
  private final KeyPair keys;

  ClusterSecret(String secret) {
    this.secret = secret;
    try {
      this.keys = derivedKeys();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has the curve " + CURVE, e);
    }
  }

  /** Says nothing about the secret. */
  String clusterName() {
    return "ctibar-" + HexFormat.of().formatHex(derived("name")).substring(0, NAME_DIGITS);
  }

  KeyCertOptions certificate() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          ALIAS, keys.getPrivate(), IN_MEMORY_ONLY, new X509Certificate[] {selfSigned()});
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, IN_MEMORY_ONLY);
      return KeyCertOptions.wrap((X509KeyManager) factory.getKeyManagers()[0]);
    } catch (GeneralSecurityException | OperatorCreationException | java.io.IOException e) {
      throw new IllegalStateException("the certificate of this node cannot be made", e);
    }
  }

  /** Whoever proves to hold the same key knows the secret. */
  TrustOptions trust() {
    return TrustOptions.wrap(new SameKey(keys.getPublic()));
  }

  private X509Certificate selfSigned() throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(new JcaX509v3CertificateBuilder(
                NAME,
                BigInteger.ONE,
                Date.from(VALID_FROM),
                Date.from(VALID_UNTIL),
                NAME,
                keys.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  private KeyPair derivedKeys() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(CURVE));
    ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
    BigInteger d = new BigInteger(1, derived("bus"))
        .mod(curve.getOrder().subtract(BigInteger.ONE))
        .add(BigInteger.ONE);
    var point = ECNamedCurveTable.getParameterSpec(CURVE).getG().multiply(d).normalize();
    var publicPoint = new java.security.spec.ECPoint(
        point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
    KeyFactory factory = KeyFactory.getInstance("EC");
    return new KeyPair(
        factory.generatePublic(new ECPublicKeySpec(publicPoint, curve)),
        factory.generatePrivate(new ECPrivateKeySpec(d, curve)));
  }

  private byte[] derived(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = ("ctibar cluster " + secret).getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
