package org.ctibar.bus;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Messages and stored state as JSON text. Unknown fields are ignored, so that nodes of two versions understand each other. */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder()
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .defaultPropertyInclusion(
          JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
      .build();

  private Json() {}

  public static JsonMapper mapper() {
    return MAPPER;
  }

  /** @throws IllegalArgumentException if the value is not one of our records */
  public static String encode(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot encode " + value.getClass().getName(), e);
    }
  }

  /** @throws CtiException BAD_REQUEST if the text is not such a value */
  public static <T> T decode(String text, Class<T> type) {
    return decode(text, MAPPER.constructType(type));
  }

  static <T> T decode(String text, JavaType type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof CtiException refusal) {
        throw refusal;
      }
      throw new CtiException(
          ErrorCode.BAD_REQUEST, "not a valid " + type.getRawClass().getSimpleName());
    }
  }
}
