package org.ctibar.esl;

/**
 * The link works. {@code restarted}: it is another run of the switch than before, so every channel known from before is gone.
 *
 * @param coreUuid names this run of the switch
 */
public record LinkUp(String coreUuid, boolean restarted) {}
