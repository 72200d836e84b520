package org.ctibar.admin;

import java.util.List;

/**
 * How a day went so far.
 *
 * @param slotMs how long each part is
 * @param slots without a gap; the last is the one that it is now
 */
record DayCourse(long slotMs, List<DaySlot> slots) {}
