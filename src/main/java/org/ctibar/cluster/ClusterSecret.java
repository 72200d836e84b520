package org.ctibar.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
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

  /** Another at each call, of one key and one name. */
  PemKeyCertOptions certificate() {
    return new PemKeyCertOptions()
        .addCertValue(pem("CERTIFICATE", encoded(selfSigned())))
        .addKeyValue(pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
  }

  /** Whatever is signed by the same key under the same name: who has it knows the secret. */
  PemTrustOptions trust() {
    return new PemTrustOptions().addCertValue(pem("CERTIFICATE", encoded(selfSigned())));
  }

  private static Buffer pem(String what, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Buffer.buffer(
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private X509CertificateHolder selfSigned() {
    try {
      BigInteger serial = new BigInteger(64, new SecureRandom());
      return new JcaX509v3CertificateBuilder(
              NAME, serial, Date.from(VALID_FROM), Date.from(VALID_UNTIL), NAME, keys.getPublic())
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
    } catch (OperatorCreationException | CertIOException e) {
      throw new IllegalStateException("every Java signs with SHA256withECDSA", e);
    }
  }

  private KeyPair derivedKeys() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(CURVE));
    ECParameterSpec curve = parameters.getParameterSpec(ECParameterSpec.class);
    BigInteger d = new BigInteger(1, derived("bus"))
        .mod(curve.getOrder().subtract(BigInteger.ONE))
        .add(BigInteger.ONE);
    var point = ECNamedCurveTable.getParameterSpec(CURVE).getG().multiply(d).normalize();
    var publicPoint = new ECPoint(
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
