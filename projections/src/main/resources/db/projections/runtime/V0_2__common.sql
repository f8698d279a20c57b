-- What every projection needs besides its own: who is enrolled, and what is published. Text is
-- compared byte by byte: ids are opaque.

create table learner (
  district text collate "C" not null,
  learner  text collate "C" not null,
  primary key (district, learner)
);

-- Reference rows reach every partition: only a higher position replaces one.

create table standard (
  district      text collate "C" not null,
  framework     text collate "C" not null,
  competency    text collate "C" not null,
  version       integer not null, -- the last of the framework that has it
  code          text,
  statement     text    not null,
  prerequisites jsonb   not null, -- CASE identifiers of what directly precedes it
  position      bigint  not null,
  primary key (district, framework, competency)
);

create table pathway_stage (
  district    text collate "C" not null,
  pathway     text collate "C" not null,
  version     integer not null,
  ordinal     integer not null,
  stage       text    not null,
  framework   text    not null,
  requirement jsonb   not null,
  weeks       integer, -- how long it is meant to take
  position    bigint  not null,
  primary key (district, pathway, version, ordinal)
);
