package org.ctibar.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.ctibar.bus.CtiException;
import org.ctibar.bus.ErrorCode;

/** What the gateway sends (docs/protocol). */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ServerFrame.Welcome.class, name = "welcome"),
  @JsonSubTypes.Type(value = ServerFrame.Reply.class, name = "reply"),
  @JsonSubTypes.Type(value = ServerFrame.Event.class, name = "event"),
  @JsonSubTypes.Type(value = ServerFrame.Pong.class, name = "pong"),
  @JsonSubTypes.Type(value = ServerFrame.Problem.class, name = "error"),
  @JsonSubTypes.Type(value = ServerFrame.Moving.class, name = "moving"),
  @JsonSubTypes.Type(value = ServerFrame.Bye.class, name = "bye"),
})
sealed interface ServerFrame {

  /**
   * @param resumed what was missed follows
   * @param moved true if the session goes on without its events, null if not
   * @param expiresAt of the token, seconds since 1970
   */
  record Welcome(
      String id,
      String session,
      boolean resumed,
      @JsonInclude(JsonInclude.Include.NON_NULL) Boolean moved,
      long seq,
      long heartbeatMs,
      long expiresAt,
      User user)
      implements ServerFrame {}

  record User(String user, String nickname, String extNo, List<String> roles) {
    static User of(Account account) {
      return new User(account.user(), account.nickname(), account.extNo(), account.roles());
    }
  }

  /** @param allowed null unless the command is refused for the state the agent is in */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reply(
      String id,
      int code,
      String msg,

      @JsonInclude(value = JsonInclude.Include.NON_NULL, content = JsonInclude.Include.ALWAYS)
      Map<String, Object> data,

      List<String> allowed)
      implements ServerFrame {

    static Reply refusal(String id, ErrorCode code, String msg) {
      return new Reply(id, code.number(), msg, null, null);
    }

    static Reply refusal(String id, CtiException e) {
      List<String> allowed = e.allowed().isEmpty() ? null : e.allowed();
      return new Reply(id, e.code().number(), e.getMessage(), null, allowed);
    }
  }

  record Event(
      long seq, String event, long revision, Map<String, Object> data, List<String> allowed)
      implements ServerFrame {}

  record Pong(long seq, long revision) implements ServerFrame {}

  record Problem(int code, String msg) implements ServerFrame {
    static Problem of(ErrorCode code, String msg) {
      return new Problem(code.number(), msg);
    }
  }

  /** @param withinMs after which the node is gone */
  record Moving(long withinMs) implements ServerFrame {}

  record Bye(int code, String msg, boolean reconnect) implements ServerFrame {}
}
