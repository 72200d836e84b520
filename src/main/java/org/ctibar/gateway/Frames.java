package org.ctibar.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.ctibar.gateway.ClientFrame.Auth;
import org.ctibar.gateway.ClientFrame.Command;
import org.ctibar.gateway.ClientFrame.Malformed;
import org.ctibar.gateway.ClientFrame.Ping;
import org.ctibar.gateway.ClientFrame.Resume;

/** Frames as text. Pure. Fields that this version does not know are ignored. */
final class Frames {
  private static final int LONGEST_ID = 64;
  private static final int DEEPEST = 16;
  private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
          .build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private Frames() {}

  static ClientFrame decode(String text) {
    JsonNode node;
    try {
      node = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return new Malformed(null, "not a JSON object");
    }
    if (!(node instanceof ObjectNode frame)) {
      return new Malformed(null, "not a JSON object");
    }
    return switch (frame.path("type").asText("")) {
      case "auth" -> auth(frame);
      case "command" -> command(frame);
      case "ping" ->
        new Ping(frame.path("seq").asLong(0), frame.path("revision").asLong(0));
      default -> new Malformed(null, "unknown type of frame");
    };
  }

  static String encode(ServerFrame frame) {
    try {
      return MAPPER.writerFor(ServerFrame.class).writeValueAsString(frame);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot encode " + frame.getClass().getName(), e);
    }
  }

  private static ClientFrame auth(ObjectNode frame) {
    String id = id(frame);
    String browser = text(frame.path("browser"), LONGEST_ID);
    if (id == null || browser == null) {
      return new Malformed(null, "auth needs id and browser");
    }
    // No token at all is an invalid one: its sender must be told so that it does not try again.
    return new Auth(id, frame.path("token").asText(""), browser, resume(frame.path("resume")));
  }

  private static Resume resume(JsonNode node) {
    String session = text(node.path("session"), LONGEST_ID);
    JsonNode seq = node.path("seq");
    return session == null || !seq.isIntegralNumber()
        ? null
        : new Resume(session, seq.asLong(), node.path("signedIn").asBoolean(false));
  }

  private static ClientFrame command(ObjectNode frame) {
    String id = id(frame);
    if (id == null) {
      return new Malformed(null, "a command needs an id, a text of 1 to 64 characters");
    }
    String command = text(frame.path("command"), LONGEST_ID);
    if (command == null) {
      return new Malformed(id, "a command needs a name");
    }
    JsonNode args = frame.path("args");
    if (args.isMissingNode() || args.isNull()) {
      return new Command(id, command, MAPPER.createObjectNode());
    }
    return args instanceof ObjectNode object
        ? new Command(id, command, object)
        : new Malformed(id, "args must be an object");
  }

  private static String id(ObjectNode frame) {
    return text(frame.path("id"), LONGEST_ID);
  }

  private static String text(JsonNode node, int longest) {
    boolean good =
        node.isTextual() && !node.asText().isEmpty() && node.asText().length() <= longest;
    return good ? node.asText() : null;
  }
}
