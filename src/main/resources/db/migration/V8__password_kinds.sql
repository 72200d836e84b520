-- Whose password it is: of the own choice, given by an administrator, or that of the demonstration, which everybody knows.
-- demo_off: disabled by a node without the demonstration. unknown: a node has yet to look whether it is demo or own.
alter table people add column password_kind text not null default 'own'
  check (password_kind in ('own', 'given', 'demo', 'demo_off', 'unknown'));

update people set password_kind = 'unknown'
where username in ('admin', 'supervisor') or username ~ '^agent([2-9]|[1-4][0-9]|50)$';
