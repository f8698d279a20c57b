-- What a teacher is told of her group. Text is compared byte by byte: ids are opaque. Groups are
-- looked up by themselves; everything else is a learner's own.

create table member (
  district   text collate "C" not null,
  group_id   text collate "C" not null,
  learner    text collate "C" not null,
  is_current boolean not null,
  primary key (district, group_id, learner)
);

-- A row is written again with each piece of evidence. Where its page has room for the next version,
-- no index has to be told.
create table competency (
  district          text collate "C" not null,
  learner           text collate "C" not null,
  competency        text collate "C" not null,
  framework         text collate "C" not null,
  status            text        not null,
  estimate          numeric,
  evidence          bigint      not null,
  first_evidence_at timestamptz, -- whether it still counts or not
  last_evidence_at  timestamptz,
  since             timestamptz,
  primary key (district, learner, competency)
) with (fillfactor = 45);

-- A piece of evidence, and when somebody first spoke to it.
create table piece (
  district    text collate "C" not null,
  learner     text collate "C" not null,
  evidence    text collate "C" not null,
  competency  text collate "C" not null,
  framework   text collate "C" not null,
  position    bigint      not null,
  recorded_at timestamptz not null,
  counts      boolean     not null,
  feedback_at timestamptz,
  primary key (district, learner, evidence)
);

-- The last time that somebody spoke to a competency as a whole.
create table spoken (
  district   text collate "C" not null,
  learner    text collate "C" not null,
  competency text collate "C" not null,
  position   bigint not null,
  primary key (district, learner, competency)
);

-- Reference rows: only a higher position replaces one.
create table thresholds (
  district text collate "C" not null primary key,
  numbers  jsonb  not null,
  position bigint not null
);
