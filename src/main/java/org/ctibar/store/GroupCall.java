package org.ctibar.store;

/**
 * Of a call that came to a skill group, what its figures are counted from. Times are ms since 1970.
 *
 * @param groupId the last group it came to
 * @param startedAt first arrival; the wait begins with it
 * @param bridgedAt when the caller first talked with somebody; null until then
 * @param endedAt null while it lives
 */
public record GroupCall(
    String callId, String groupId, long startedAt, Long bridgedAt, Long endedAt) {}
