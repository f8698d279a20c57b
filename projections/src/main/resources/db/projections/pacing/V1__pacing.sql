-- How learners keep pace. Text is compared byte by byte: ids are opaque. Groups are looked up by
-- themselves; everything else is a learner's own.

create table member (
  district   text collate "C" not null,
  group_id   text collate "C" not null,
  learner    text collate "C" not null,
  is_current boolean not null,
  primary key (district, group_id, learner)
);

create table pathway (
  district   text collate "C" not null,
  learner    text collate "C" not null,
  pathway    text collate "C" not null,
  version    integer     not null,
  stage      text,        -- where she stands; null when she has passed the last one
  started_at timestamptz, -- when that was recorded
  primary key (district, learner, pathway)
);

create table goal (
  district text collate "C" not null,
  learner  text collate "C" not null,
  goal     text collate "C" not null,
  terms    jsonb, -- those in force that are a matter of time
  status   text,
  primary key (district, learner, goal)
);

create table check_in (
  district text collate "C" not null,
  learner  text collate "C" not null,
  check_in text collate "C" not null,
  at       timestamptz,
  status   text not null, -- scheduled, held or missed
  primary key (district, learner, check_in)
);

-- Reference rows: only a higher position replaces one.
create table thresholds (
  district text collate "C" not null primary key,
  numbers  jsonb  not null,
  position bigint not null
);
