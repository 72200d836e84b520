package org.ctibar.call;

/**
 * How long a call waits for what. All in ms.
 *
 * @param ownPhone an agent's own phone that is rung to call out
 * @param callee a party that an agent calls
 * @param bridge after which a bridge that was asked for and not reported is looked into
 * @param bridgeGrace an agent's leg that ends by itself so soon after the bridge never talked: the caller is kept
 * @param legEnd after which a killed leg counts as ended though the switch said nothing
 * @param longestCall after which the switch ends an outside leg that an agent dialled, or {@link #UNLIMITED}
 * @param outsideToOutside after which it ends the talk of two outside parties whom an agent left with each other; 0 if
 *     none may be, or {@link #UNLIMITED}
 */
public record CallTimes(
    long ownPhone,
    long callee,
    long bridge,
    long bridgeGrace,
    long legEnd,
    long longestCall,
    long outsideToOutside) {

  static final long UNLIMITED = Long.MAX_VALUE;
}
