package org.ctibar.admin;

import org.ctibar.store.AgentLog;
import org.ctibar.store.CallHistory;
import org.ctibar.store.DirectoryEditor;
import org.ctibar.store.GroupCalls;

/** Where supervisors' and administrators' pages get at what is kept. */
public record AdminStores(
    GroupCalls figures, CallHistory history, AgentLog log, DirectoryEditor editor) {}
