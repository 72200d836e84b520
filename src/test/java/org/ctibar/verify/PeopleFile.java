package org.ctibar.verify;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The people of the verification: one for each extension, all of them in both groups. */
final class PeopleFile {
  static final String GROUP = "verify";
  static final String OTHER_GROUP = "second";
  /** Numbers outside begin so. */
  static final String OUTSIDE = "0197";
  /** Only people with a higher class of service may call them. */
  static final String FORBIDDEN = "0198";

  private static final int RINGS_MS = 5_000;

  private PeopleFile() {}

  static String user(String extension) {
    return "verify" + extension;
  }

  /** @param outsideDial the dial string of numbers outside */
  static Path write(Plan plan, String outsideDial, Path folder) throws IOException {
    JsonArray people = new JsonArray();
    JsonArray members = new JsonArray();
    JsonArray extensions = new JsonArray();
    for (String extension : plan.extensions()) {
      people.add(person(extension));
      members.add(user(extension));
    }
    plan.web().ifPresent(web -> {
      people.add(person(web.extension()));
      members.add(user(web.extension()));
      extensions.add(new JsonObject()
          .put("number", web.extension())
          .put("phone", "webrtc")
          .put("sipPassword", web.password()));
    });
    JsonObject roster = new JsonObject()
        .put("people", people)
        .put("extensions", extensions)
        .put("groups", new JsonArray().add(group(GROUP, members)).add(group(OTHER_GROUP, members)))
        .put(
            "numbers",
            new JsonArray().add(new JsonObject().put("number", plan.number()).put("group", GROUP)))
        .put(
            "outbound",
            new JsonArray()
                .add(route("outside", OUTSIDE, outsideDial))
                .add(route("forbidden", FORBIDDEN, outsideDial)
                    .put("classOfService", "international")));
    Path file = folder.resolve("people.json");
    Files.writeString(file, roster.encodePrettily());
    return file;
  }

  private static JsonObject person(String extension) {
    return new JsonObject()
        .put("username", user(extension))
        .put("password", "of no use: tokens are signed by the test")
        .put("extension", extension);
  }

  private static JsonObject group(String id, JsonArray members) {
    return new JsonObject()
        .put("id", id)
        .put("name", id)
        .put("ringTimeoutMs", RINGS_MS)
        .put("members", members);
  }

  private static JsonObject route(String id, String prefix, String dial) {
    return new JsonObject()
        .put("id", id)
        .put("pattern", prefix + "[0-9]{6}")
        .put("dialString", dial);
  }
}
