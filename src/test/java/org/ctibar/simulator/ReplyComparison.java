package org.ctibar.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/** Compares answers to commands: word for word, but for what names a machine or a moment. */
final class ReplyComparison {
  private ReplyComparison() {}

  static void compare(List<TracePlayer.Exchange> exchanges, SoftAssertions softly) {
    exchanges.forEach(exchange -> compare(exchange, softly));
  }

  private static void compare(TracePlayer.Exchange exchange, SoftAssertions softly) {
    String text = exchange.text();
    if (text.endsWith(" json_list")) {
      softly
          .assertThat(members(exchange.actual()))
          .as(text)
          .isEqualTo(members(exchange.expected()));
    } else if (text.startsWith("show ")
        || text.startsWith("uuid_dump ") && exchange.expected().startsWith("{")) {
      compareJson(exchange, softly);
    } else if (text.equals("status") || text.startsWith("sofia status")) {
      softly.assertThat(shape(exchange.actual())).as(text).isEqualTo(shape(exchange.expected()));
    } else {
      softly.assertThat(exchange.actual()).as(text).isEqualTo(exchange.expected());
    }
  }

  private static List<String> members(String rooms) {
    return new JsonArray(rooms)
        .getJsonObject(0).getJsonArray("members").stream()
            .map(member -> ((JsonObject) member).getInteger("id") + " "
                + ((JsonObject) member).getString("uuid"))
            .toList();
  }

  private static void compareJson(TracePlayer.Exchange exchange, SoftAssertions softly) {
    JsonObject expected = new JsonObject(exchange.expected());
    JsonObject actual = new JsonObject(exchange.actual());
    softly
        .assertThat(actual.containsKey("rows"))
        .as(exchange.text())
        .isEqualTo(expected.containsKey("rows"));
    if (expected.containsKey("rows")) {
      softly
          .assertThat(actual.getJsonArray("rows").getJsonObject(0).fieldNames())
          .as(exchange.text())
          .isEqualTo(expected.getJsonArray("rows").getJsonObject(0).fieldNames());
    }
    for (String header : List.of(
        "Channel-State",
        "Answer-State",
        "Unique-ID",
        "Other-Leg-Unique-ID",
        "Caller-Destination-Number",
        "variable_bridge_to",
        "variable_cti_role",
        "variable_current_application",
        "variable_current_application_response",
        "variable_park_after_bridge")) {
      softly
          .assertThat(actual.getValue(header))
          .as(header + " in " + exchange.text())
          .isEqualTo(expected.getValue(header));
    }
  }

  /** The labels of a table: each line up to its first digit or value. */
  private static List<String> shape(String text) {
    return Arrays.stream(text.split("\n"))
        .map(line -> line.replaceAll("\\d+", "N")
            .replaceAll("\t.*", "")
            .replaceAll("simulated|release", "X"))
        .distinct()
        .toList();
  }
}
