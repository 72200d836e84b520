package org.ctibar.simulator;

/** FreeSWITCH's states of a channel; the ordinal is the number it reports. */
enum ChannelState {
  NEW,
  INIT,
  ROUTING,
  SOFT_EXECUTE,
  EXECUTE,
  EXCHANGE_MEDIA,
  PARK,
  CONSUME_MEDIA,
  HIBERNATE,
  RESET,
  HANGUP,
  REPORTING,
  DESTROY,
  NONE;

  String label() {
    return "CS_" + name();
  }
}
