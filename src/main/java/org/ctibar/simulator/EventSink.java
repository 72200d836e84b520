package org.ctibar.simulator;

/** Where the switch's events go. */
interface EventSink {
  /** Whether anybody would receive it; an event nobody wants is counted, not built. */
  boolean wants(String eventName);

  void deliver(SwitchEvent event);
}
