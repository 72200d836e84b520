package org.ctibar.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import org.ctibar.bus.Json;

/** A call record as text, for whoever is to write it. Times are ms since 1970, as calls count them. */
final class RecordText {
  private static final ObjectMapper MAPPER = Json.mapper()
      .copy()
      .registerModule(new SimpleModule()
          .addSerializer(Instant.class, new InstantOut())
          .addDeserializer(Instant.class, new InstantIn())
          .addSerializer(JsonObject.class, new ObjectOut())
          .addDeserializer(JsonObject.class, new ObjectIn()));

  private RecordText() {}

  static String of(CallRecord record) {
    try {
      return MAPPER.writeValueAsString(record);
    } catch (IOException e) {
      throw new IllegalArgumentException("a record that cannot be told", e);
    }
  }

  /** @throws IllegalArgumentException if it is no record */
  static CallRecord read(String text) {
    try {
      return MAPPER.readValue(text, CallRecord.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("no record", e);
    }
  }

  private static final class InstantOut extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant value, JsonGenerator to, SerializerProvider all)
        throws IOException {
      to.writeNumber(value.toEpochMilli());
    }
  }

  private static final class InstantIn extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser from, DeserializationContext all) throws IOException {
      return Instant.ofEpochMilli(from.getLongValue());
    }
  }

  private static final class ObjectOut extends JsonSerializer<JsonObject> {
    @Override
    public void serialize(JsonObject value, JsonGenerator to, SerializerProvider all)
        throws IOException {
      to.writeString(value.encode());
    }
  }

  private static final class ObjectIn extends JsonDeserializer<JsonObject> {
    @Override
    public JsonObject deserialize(JsonParser from, DeserializationContext all) throws IOException {
      return new JsonObject(from.getText());
    }
  }
}
