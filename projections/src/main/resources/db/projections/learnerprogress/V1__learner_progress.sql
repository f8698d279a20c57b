-- Where each learner stands. Text is compared byte by byte: ids are opaque.

-- A row is written again with each piece of evidence. Where its page has room for the next version,
-- no index has to be told.
create table competency (
  district         text collate "C" not null,
  learner          text collate "C" not null,
  competency       text collate "C" not null,
  framework        text        not null,
  status           text        not null,
  estimate         numeric,
  evidence         bigint      not null,
  first_evidence_at timestamptz, -- whether it still counts or not
  last_evidence_at timestamptz,
  since            timestamptz,
  primary key (district, learner, competency)
) with (fillfactor = 45);

-- Reaches every partition, as the reference rows of every projection do.
create table policy (
  district     text collate "C" not null,
  framework    text collate "C" not null,
  policy       text collate "C" not null,
  competencies jsonb   not null, -- CASE identifiers; none for all of the framework
  strict       boolean not null, -- whether prerequisites lock what it decides
  position     bigint  not null,
  primary key (district, framework, policy)
);

-- A goal names competencies and no framework.
create index standard_competency on standard (district, competency);

create table pathway (
  district text collate "C" not null,
  learner  text collate "C" not null,
  pathway  text collate "C" not null,
  version  integer not null,
  stage    text, -- where she stands; null when she has passed the last one
  primary key (district, learner, pathway)
);

create table stage (
  district text collate "C" not null,
  learner  text collate "C" not null,
  pathway  text collate "C" not null,
  stage    text collate "C" not null,
  holds    boolean not null, -- false while it is under review
  primary key (district, learner, pathway, stage)
);

create table level (
  district   text collate "C" not null,
  learner    text collate "C" not null,
  competency text collate "C" not null,
  level      numeric not null, -- on the policy's scale
  holds      boolean not null, -- false where the mastery no longer reaches it
  primary key (district, learner, competency, level)
);

-- What people wrote of a goal is in no report, and the terms are what is left without it.
create table goal (
  district   text collate "C" not null,
  learner    text collate "C" not null,
  goal       text collate "C" not null,
  position   bigint not null, -- of its first event
  definition jsonb,           -- its terms in force
  terms      jsonb generated always as (definition - '{statement,criteria}'::text[]) stored,
  status     text,
  primary key (district, learner, goal)
);

create table choice (
  district text collate "C" not null,
  learner  text collate "C" not null,
  pathway  text collate "C" not null,
  stage    text collate "C" not null,
  chosen   jsonb not null, -- CASE identifiers
  primary key (district, learner, pathway, stage)
);
