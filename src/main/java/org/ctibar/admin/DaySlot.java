package org.ctibar.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * What became of the calls that came within a part of a day.
 *
 * @param at its beginning, ms since 1970
 */
record DaySlot(long at, @JsonUnwrapped DayFigures figures) {}
