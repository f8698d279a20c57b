-- What every event says of itself. What it is about stands in the ledger.

create table entry (
  district     text collate "C" not null,
  position     bigint      not null,
  id           uuid        not null,
  type         text collate "C" not null,
  time         timestamptz not null, -- as given with the command
  recorded_at  timestamptz not null,
  learner      text collate "C", -- null for reference data
  competency   text collate "C",
  client       text collate "C",
  on_behalf_of text collate "C",
  correlation  text collate "C",
  causation    text collate "C",
  traceparent  text,
  primary key (district, position)
);

-- One for each thing that is asked, each in the order of the answer.
create index entry_learner on entry (district, learner, position) where learner is not null;
create index entry_competency on entry (district, competency, position)
  where competency is not null;
create index entry_type on entry (district, type, position);
create index entry_client on entry (district, client, position);
create index entry_on_behalf_of on entry (district, on_behalf_of, position)
  where on_behalf_of is not null;
create index entry_correlation on entry (district, correlation, position);
