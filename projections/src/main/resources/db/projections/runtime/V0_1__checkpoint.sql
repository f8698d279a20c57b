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
  primary key (district, position)
);

create index parked_event_learner on parked_event (district, learner);
