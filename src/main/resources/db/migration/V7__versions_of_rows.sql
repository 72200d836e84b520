-- Who edits a row says which version of it was seen: two administrators do not undo each other's work unknowingly.

alter table extensions    add column version bigint not null default 1;
alter table people        add column version bigint not null default 1;
alter table groups        add column version bigint not null default 1;
alter table number_routes add column version bigint not null default 1;

create function count_version() returns trigger language plpgsql as $$
begin
  new.version = old.version + 1;
  return new;
end $$;

create trigger versions before update on extensions for each row
  when (old.* is distinct from new.*) execute function count_version();
create trigger versions before update on people for each row
  when (old.* is distinct from new.*) execute function count_version();
create trigger versions before update on groups for each row
  when (old.* is distinct from new.*) execute function count_version();
create trigger versions before update on number_routes for each row
  when (old.* is distinct from new.*) execute function count_version();

-- The members are a part of their group; what changes them within a statement counts once for each group.
create function count_members() returns trigger language plpgsql as $$
begin
  update groups set version = version + 1
  where id in (select group_id from changed);
  return null;
end $$;

create trigger members_came after insert on group_members referencing new table as changed
  for each statement execute function count_members();
create trigger members_went after delete on group_members referencing old table as changed
  for each statement execute function count_members();
create trigger members_changed after update on group_members referencing new table as changed
  for each statement execute function count_members();
