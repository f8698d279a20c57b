-- How far a projection has come. Moves in the same transaction as its rows.

create table checkpoint (
  district    text collate "C" not null,
  partition   integer not null,
  incarnation text    not null,
  position    bigint  not null, -- every event of this partition up to here is in the rows
  primary key (district, partition)
);

-- Where to read on in Kafka.
create table feed_offset (
  topic     text collate "C" not null,
  partition integer not null,
  next      bigint  not null,
  primary key (topic, partition)
);

-- Events that could not be applied, and those of the same learner behind them. What they say stands
-- in the ledger; here is only where, and why.
create table parked_event (
  district       text collate "C" not null,
  position       bigint      not null,
  partition      integer     not null,
  learner        text collate "C", -- null for reference data
  type           text        not null,
  error          text        not null,
  parked_at      timestamptz not null,
  dropped_reason text, -- set when somebody decided to do without the event
  dropped_by     text, -- the client that did
  primary key (district, position)
);

create index parked_event_learner on parked_event (district, learner);

-- How far the tables that are made anew beside these have come; empty while none are. The rows go
-- with these tables when the new ones take their place.
create table rebuild (
  district   text collate "C" not null primary key,
  position   bigint      not null,
  updated_at timestamptz not null,
  differing  bigint -- rows that were not those of the live tables, so that these stayed
);
