package org.ctibar.bus.agent;

/**
 * A supervisor who hears an agent.
 *
 * @param by user name
 * @param mode {@code monitor}, {@code whisper} or {@code barge}
 */
public record ListenedBy(String by, String mode) {}
