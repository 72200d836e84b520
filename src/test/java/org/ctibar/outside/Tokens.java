package org.ctibar.outside;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs in the node's stead: a thousand passwords would take a minute, and are measured elsewhere. */
public record Tokens(String secret) {
  private static final long LIFETIME_S = 3_600;

  static Tokens random() {
    return new Tokens(UUID.randomUUID() + "-" + UUID.randomUUID());
  }

  public String of(String user) {
    return of(user, LIFETIME_S);
  }

  public String of(String user, long lifetimeS) {
    long nowMs = System.currentTimeMillis();
    JsonObject claims = new JsonObject()
        .put("sub", user)
        .put("roles", new JsonArray().add("agent"))
        .put("iss", "ctibar")
        .put("iat", nowMs / 1_000)
        .put("iatMs", nowMs)
        .put("exp", nowMs / 1_000 + lifetimeS)
        .put("jti", UUID.randomUUID().toString());
    String signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + base64(claims.encode().getBytes(StandardCharsets.UTF_8));
    return signed + "." + base64(hmac(signed));
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "tokens";
  }
}
