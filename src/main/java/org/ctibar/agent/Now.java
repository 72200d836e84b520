package org.ctibar.agent;

/** All that a row of the table looks at. */
record Now<T extends Trigger>(AgentState state, T on, long ms, AgentConfig config) {}
