package org.ctibar.simulator;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Which events a session asked for. */
final class Subscription {
  private static final Set<String> KNOWN = Set.of(
      ("CUSTOM CLONE CHANNEL_CREATE CHANNEL_DESTROY CHANNEL_STATE CHANNEL_CALLSTATE CHANNEL_ANSWER"
              + " CHANNEL_HANGUP CHANNEL_HANGUP_COMPLETE CHANNEL_EXECUTE CHANNEL_EXECUTE_COMPLETE"
              + " CHANNEL_HOLD CHANNEL_UNHOLD CHANNEL_BRIDGE CHANNEL_UNBRIDGE CHANNEL_PROGRESS"
              + " CHANNEL_PROGRESS_MEDIA CHANNEL_OUTGOING CHANNEL_PARK CHANNEL_UNPARK CHANNEL_APPLICATION"
              + " CHANNEL_ORIGINATE CHANNEL_UUID API LOG INBOUND_CHAN OUTBOUND_CHAN STARTUP SHUTDOWN"
              + " PUBLISH UNPUBLISH TALK NOTALK SESSION_CRASH MODULE_LOAD MODULE_UNLOAD DTMF MESSAGE"
              + " PRESENCE_IN NOTIFY_IN PRESENCE_OUT PRESENCE_PROBE MESSAGE_WAITING MESSAGE_QUERY ROSTER"
              + " CODEC BACKGROUND_JOB DETECTED_SPEECH DETECTED_TONE PRIVATE_COMMAND HEARTBEAT TRAP"
              + " ADD_SCHEDULE DEL_SCHEDULE EXE_SCHEDULE RE_SCHEDULE RELOADXML NOTIFY PHONE_FEATURE"
              + " SEND_MESSAGE RECV_MESSAGE REQUEST_PARAMS CHANNEL_DATA GENERAL COMMAND SESSION_HEARTBEAT"
              + " CLIENT_DISCONNECTED SERVER_DISCONNECTED SEND_INFO RECV_INFO CALL_SECURE NAT RECORD_START"
              + " RECORD_STOP PLAYBACK_START PLAYBACK_STOP CALL_UPDATE FAILURE SOCKET_DATA MEDIA_BUG_START"
              + " MEDIA_BUG_STOP CALL_SETUP_REQ TEXT ALL")
          .split(" "));

  private final Set<String> names = new HashSet<>();
  private final Set<String> subclasses = new HashSet<>();

  /** @return whether any of the words means an event; after {@code CUSTOM} come subclasses */
  boolean add(String words) {
    boolean any = false;
    boolean custom = false;
    for (String word : words.strip().split("\\s+")) {
      String name = word.toUpperCase(Locale.ROOT);
      if (custom) {
        subclasses.add(word);
      } else if (KNOWN.contains(name)) {
        names.add(name);
        custom = name.equals("CUSTOM");
        any = true;
      }
    }
    return any;
  }

  boolean remove(String words) {
    boolean any = false;
    for (String word : words.strip().split("\\s+")) {
      any |= names.remove(word.toUpperCase(Locale.ROOT)) | subclasses.remove(word);
    }
    return any;
  }

  void clear() {
    names.clear();
    subclasses.clear();
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  boolean wants(String eventName) {
    return names.contains(eventName) || names.contains("ALL");
  }

  boolean matches(SwitchEvent event) {
    if (!wants(event.name())) {
      return false;
    }
    return names.contains("ALL")
        || !event.name().equals("CUSTOM")
        || event.subclass().map(subclasses::contains).orElse(subclasses.isEmpty());
  }
}
