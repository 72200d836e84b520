-- What callers of a number bring along: plain texts, shown to agents and kept in the call record.

alter table number_routes
  add column data jsonb not null default '{}'
    check (jsonb_typeof(data) = 'object' and octet_length(data::text) <= 2048);
