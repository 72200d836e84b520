package org.ctibar.admin;

/** @param groupId null for all groups together */
record DayRequest(String groupId) {}
