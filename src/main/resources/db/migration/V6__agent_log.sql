-- What supervisors did to agents. Survives the people that it names.
create table agent_log (
  id      uuid primary key,
  at      timestamptz not null,
  agent   text not null,
  act     text not null,
  by_user text not null,
  detail  jsonb not null default '{}'
);
create index agent_log_of_agent on agent_log (agent, at);
