-- What is in each learner's own record. Text is compared byte by byte: ids are opaque.

create table entry (
  district text collate "C" not null,
  learner  text collate "C" not null,
  kind     text collate "C" not null,
  id       text collate "C" not null, -- unique among a learner's entries of a kind
  position bigint not null,           -- of its first event
  said     jsonb  not null,           -- what was said, later members over earlier ones
  primary key (district, learner, kind, id)
);
