package org.ctibar.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a client may send (docs/protocol). */
sealed interface ClientFrame {

  /** @param resume null for a new session */
  record Auth(String id, String token, String browser, Resume resume) implements ClientFrame {}

  record Command(String id, String command, ObjectNode args) implements ClientFrame {}

  record Ping(long seq, long revision) implements ClientFrame {}

  /** @param id null if no reply can be addressed */
  record Malformed(String id, String problem) implements ClientFrame {}

  /**
   * @param seq the newest event that the client has seen
   * @param signedIn the agent was signed in here: should this node not know the session, it is taken over
   */
  record Resume(String session, long seq, boolean signedIn) {}
}
