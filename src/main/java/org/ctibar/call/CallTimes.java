package org.ctibar.call;

/**
 * How long a call waits for what. All in ms.
 *
 * @param ownPhone an agent's own phone that is rung to call out
 * @param callee a party that an agent calls
 * @param bridge after which a bridge that was asked for and not reported is looked into
 * @param bridgeGrace an agent's leg that ends by itself so soon after the bridge never talked: the caller is kept
 * @param legEnd after which a killed leg counts as ended though the switch said nothing
 */
public record CallTimes(long ownPhone, long callee, long bridge, long bridgeGrace, long legEnd) {}
