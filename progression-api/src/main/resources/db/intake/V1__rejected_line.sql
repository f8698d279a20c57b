-- Lines of bulk intake that were refused, kept for a while so that somebody can mend them.

create table rejected_line (
  id          bigint      generated always as identity primary key,
  district    text        not null,
  client      text        not null,
  received_at timestamptz not null,
  line        bigint      not null, -- its number in the stream
  learner     text,                 -- where it could be read
  bytes       bytea       not null, -- as it came: it may be no text at all
  problem     text        not null, -- JSON
  resolved_at timestamptz
);

create index rejected_line_open on rejected_line (district, id) where resolved_at is null;
create index rejected_line_age on rejected_line (received_at);
