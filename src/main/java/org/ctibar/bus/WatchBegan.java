package org.ctibar.bus;

/** @param node that watches from now on, as {@link NodeName} has it */
public record WatchBegan(String node) {}
