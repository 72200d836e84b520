-- Names that the platform hands out or that people choose are text of bounded length; times are timestamptz.

create table extensions (
  number      text primary key check (number ~ '^[0-9*#]{1,32}$'),
  switch_id   text check (length(switch_id) between 1 and 64),
  auto_answer boolean not null default false
);

create table people (
  username          text primary key check (length(username) between 1 and 64),
  nickname          text not null check (length(nickname) between 1 and 64),
  -- argon2id of the lower-case MD5 hex that browsers send
  password_hash     text not null check (password_hash like '$argon2id$%'),
  extension         text unique deferrable initially deferred
                    references extensions (number) on update cascade,
  roles             text[] not null
                    check (roles <@ array['agent', 'supervisor', 'admin'] and cardinality(roles) > 0),
  class_of_service  text not null default 'national'
                    check (class_of_service in ('internal', 'national', 'international')),
  enabled           boolean not null default true,
  tokens_valid_from timestamptz not null default 'epoch'
);

create table groups (
  id              text primary key check (id ~ '^[A-Za-z0-9_.-]{1,64}$'),
  name            text not null check (length(name) between 1 and 64),
  ring_timeout_ms integer not null default 20000 check (ring_timeout_ms between 1000 and 300000),
  wrap_up_ms      integer not null default 0 check (wrap_up_ms between 0 and 3600000),
  enable_asr      boolean not null default false,
  strategy        text not null default 'longest_idle' check (strategy ~ '^[a-z_]{1,32}$')
);

create table group_members (
  group_id text not null references groups (id) on delete cascade on update cascade,
  username text not null references people (username) on delete cascade on update cascade,
  priority integer not null default 1 check (priority between 1 and 100),
  primary key (group_id, username)
);
create index group_members_of_person on group_members (username);

create table number_routes (
  number     text primary key check (number ~ '^[+]?[0-9*#]{1,32}$'),
  group_id   text not null references groups (id) on update cascade,
  enable_asr boolean
);
create index number_routes_of_group on number_routes (group_id);

create table outbound_routes (
  id               text primary key check (id ~ '^[A-Za-z0-9_.-]{1,64}$'),
  position         integer not null,
  pattern          text not null check (length(pattern) between 1 and 200),
  strip            integer not null default 0 check (strip between 0 and 32),
  prepend          text not null default '' check (prepend ~ '^[+]?[0-9*#]{0,32}$'),
  dial_string      text check (dial_string like '%{number}%'),
  caller_id        text check (caller_id ~ '^[+]?[0-9*#]{1,32}$'),
  class_of_service text not null default 'national'
                   check (class_of_service in ('internal', 'national', 'international'))
);

-- A call record must survive the people and groups that it names: no foreign keys out of it.
create table calls (
  call_id     uuid primary key,
  switch_id   text not null,
  direction   text not null check (direction in ('INBOUND', 'OUTBOUND', 'INTERNAL')),
  caller      text,
  callee      text,
  group_id    text,
  agent       text,
  started_at  timestamptz not null,
  queued_at   timestamptz,
  answered_at timestamptz,
  bridged_at  timestamptz,
  ended_at    timestamptz,
  cause       text,
  ended_by    text,
  attempts    integer not null default 0 check (attempts >= 0),
  data        jsonb not null default '{}'
);
create index calls_by_start on calls (started_at);
create index calls_of_agent on calls (agent, started_at);
create index calls_of_group on calls (group_id, started_at);
create index calls_of_caller on calls (caller, started_at);

create table call_legs (
  call_id     uuid not null references calls (call_id) on delete cascade,
  leg_uuid    text not null check (length(leg_uuid) between 1 and 64),
  role        text not null check (role in ('caller', 'agent', 'callee', 'consult', 'supervisor')),
  number      text,
  agent       text,
  created_at  timestamptz not null,
  ringing_at  timestamptz,
  answered_at timestamptz,
  ended_at    timestamptz,
  cause       text,
  primary key (call_id, leg_uuid)
);

create table agent_presence (
  username   text primary key,
  presence   text not null check (presence in ('LOGGED_OUT', 'NOT_READY', 'READY')),
  reason     text,
  updated_at timestamptz not null
);

-- Nodes keep the directory in memory: the version tells whether theirs is still the newest, the notice tells it at once.
create table directory_version (
  only_row boolean primary key default true check (only_row),
  version  bigint not null
);
insert into directory_version (version) values (1);

create function directory_changed() returns trigger language plpgsql as $$
begin
  update directory_version set version = version + 1;
  notify directory_changed;
  return null;
end $$;

create trigger changed after insert or update or delete on extensions
  for each statement execute function directory_changed();
create trigger changed after insert or update or delete on people
  for each statement execute function directory_changed();
create trigger changed after insert or update or delete on groups
  for each statement execute function directory_changed();
create trigger changed after insert or update or delete on group_members
  for each statement execute function directory_changed();
create trigger changed after insert or update or delete on number_routes
  for each statement execute function directory_changed();
create trigger changed after insert or update or delete on outbound_routes
  for each statement execute function directory_changed();
