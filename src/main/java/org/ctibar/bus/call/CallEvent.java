package org.ctibar.bus.call;

/**
 * How a call stands after a change, told by the owner of its switch to whoever watches.
 *
 * @param epoch of the owner
 * @param revision rises with every event of this owner, over all its calls
 */
public record CallEvent(long epoch, long revision, LiveCall call) {}
