package org.ctibar.bus.call;

import java.util.List;

/**
 * All calls that live on a switch, as its owner knows them: what else was heard of is over.
 *
 * @param epoch of the owner
 * @param revision of its newest {@link CallEvent} before
 */
public record CallsListed(String switchId, long epoch, long revision, List<String> callIds) {}
