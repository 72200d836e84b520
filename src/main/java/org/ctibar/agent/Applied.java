package org.ctibar.agent;

/**
 * A command of a page that was carried out.
 *
 * @param callId of the call that the agent had then; null for none
 * @param revision of the agent right after it
 */
public record Applied(String commandId, String callId, long revision) {}
