-- One district's ledger. Positions run 0, 1, 2, ... without gaps, in commit order.

create table ledger (
  district    text     primary key,
  hash_format smallint not null
);

insert into ledger (district, hash_format) values ('${district}', 1);

create table event (
  position     bigint      primary key check (position >= 0),
  id           uuid        not null unique,
  type         text        not null,
  version      integer     not null,
  time         timestamptz not null,
  committed_at timestamptz not null,
  tags         text[]      not null,
  metadata     text        not null, -- JSON, kept as text: its bytes are hashed
  payload      text        not null, -- JSON, kept as text: its bytes are hashed
  hash         bytea       not null
);

create index event_type on event (type, position);

-- The type stands in the key because a learner's tag is on all her events, and a decision wants
-- few of their types.
create table event_tag (
  tag      text   not null,
  type     text   not null,
  position bigint not null,
  primary key (tag, type, position)
);
