package org.ctibar.admin;

/**
 * @param serviceLevelMs within which a call is to be answered
 * @param shortAbandonMs who leaves sooner could not have been answered
 */
public record DayLimits(long serviceLevelMs, long shortAbandonMs) {}
