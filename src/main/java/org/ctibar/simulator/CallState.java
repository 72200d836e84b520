package org.ctibar.simulator;

/** What a phone would display; the ordinal is the number FreeSWITCH reports. */
enum CallState {
  DOWN,
  DIALING,
  RINGING,
  EARLY,
  ACTIVE,
  HELD,
  RING_WAIT,
  HANGUP,
  UNHELD
}
