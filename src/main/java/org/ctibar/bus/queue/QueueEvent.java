package org.ctibar.bus.queue;

/**
 * How a queue stands after a change.
 *
 * @param epoch of the owner
 * @param revision rises with every event of this owner
 * @param waiting callers without an offer under way
 * @param longestWaitSinceMs ms since 1970; null when nobody waits
 */
public record QueueEvent(
    String queueId,
    long epoch,
    long revision,
    int waiting,
    int offering,
    Long longestWaitSinceMs,
    int offerable) {}
