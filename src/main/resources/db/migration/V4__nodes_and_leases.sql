-- Who is in the cluster, and who owns what. Nodes write here every second; see docs/decisions.

create table nodes (
  name text primary key,
  address text not null,
  protocol integer not null,
  kinds text[] not null,
  seen_at timestamptz not null
);

create table leases (
  resource text primary key,
  holder text not null,
  epoch bigint not null,
  expires_at timestamptz not null
);
