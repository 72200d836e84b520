package org.ctibar.store;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** PostgreSQL stores any text but one with U+0000, which switches and browsers can send. */
final class PgText {
  private PgText() {}

  static String clean(String text) {
    return text == null ? null : text.replace("\0", "");
  }

  static JsonObject clean(JsonObject json) {
    JsonObject cleaned = new JsonObject();
    json.forEach(entry -> cleaned.put(clean(entry.getKey()), cleanValue(entry.getValue())));
    return cleaned;
  }

  private static Object cleanValue(Object value) {
    if (value instanceof String text) {
      return clean(text);
    }
    if (value instanceof JsonObject object) {
      return clean(object);
    }
    if (value instanceof JsonArray array) {
      JsonArray cleaned = new JsonArray();
      array.forEach(element -> cleaned.add(cleanValue(element)));
      return cleaned;
    }
    return value;
  }
}
