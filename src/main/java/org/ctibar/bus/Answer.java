package org.ctibar.bus;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What travels back on a {@link RequestTopic}: the one shape for success and refusal. */
record Answer(int code, String msg, List<String> allowed, JsonNode data) {
  private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

  Answer {
    allowed = allowed == null ? List.of() : allowed;
  }

  static Answer of(Object data) {
    return new Answer(ErrorCode.OK.number(), "", null, Json.mapper().valueToTree(data));
  }

  static Answer refusal(Throwable cause) {
    if (cause instanceof CtiException e) {
      return new Answer(e.code().number(), e.getMessage(), e.allowed(), null);
    }
    String id = UUID.randomUUID().toString();
    LOG.error("Command failed id={}", id, cause);
    return new Answer(ErrorCode.INTERNAL.number(), "internal error, id " + id, null, null);
  }
}
