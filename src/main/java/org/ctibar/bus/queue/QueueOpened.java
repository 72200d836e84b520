package org.ctibar.bus.queue;

/**
 * A queue has a new owner, who knows nothing yet: owners of switches tell who waits, and who is being offered.
 *
 * @param epoch grows with every owner
 */
public record QueueOpened(String queueId, long epoch) {}
