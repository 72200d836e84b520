package org.ctibar.verify.sip;

/** RINGING is a phone that is called, CALLING one that calls. */
enum CallState {
  CALLING,
  RINGING,
  TALKING,
  ENDED
}
