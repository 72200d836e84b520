package org.ctibar.bus.queue;

/**
 * How a queue stands after a change.
 *
 * @param waiting callers without an offer under way
 * @param longestWaitSinceMs ms since 1970; null when nobody waits
 */
public record QueueEvent(
    String queueId, int waiting, int offering, Long longestWaitSinceMs, int offerable) {}
