package org.ctibar.bus.call;

/**
 * What happened to a call, for whoever watches (records, wallboards).
 *
 * @param what {@code arrived}, {@code queued}, {@code offered}, {@code ringing}, {@code answered}, {@code bridged},
 *     {@code requeued}, {@code ended}
 * @param agentId null where no agent is concerned
 * @param cause null unless ended
 */
public record CallEvent(
    String callId, String switchId, String what, long atMs, String agentId, String cause) {}
