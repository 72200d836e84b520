package org.ctibar.gateway;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ctibar.gateway.ServerFrame.Reply;

/** The commands of a session and their answers: a repeated id gets the first answer. Pure. */
final class RepliesGiven {
  private static final int REMEMBERED = 128;

  /** The value is null while the command runs. */
  private final Map<String, Reply> replies = new LinkedHashMap<>();

  boolean knows(String commandId) {
    return replies.containsKey(commandId);
  }

  void begun(String commandId) {
    replies.put(commandId, null);
    if (replies.size() > REMEMBERED) {
      replies.remove(replies.keySet().iterator().next());
    }
  }

  /** @return null if there is none yet */
  Reply of(String commandId) {
    return replies.get(commandId);
  }

  /** @return false if it was answered before */
  boolean answered(Reply reply) {
    if (replies.get(reply.id()) != null) {
      return false;
    }
    replies.put(reply.id(), reply);
    return true;
  }
}
