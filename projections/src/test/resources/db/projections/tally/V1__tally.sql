create table seen (
  district text   not null,
  learner  text   not null,
  position bigint not null,
  times    int    not null,
  previous bigint not null, -- the learner's last position when this one came
  primary key (district, position)
);

create index seen_learner on seen (district, learner, position);

create materialized view counted as
select
  (select count(*) from seen) as events,
  exists (
    select from pg_locks
    where relation = to_regclass('tally.checkpoint') and mode = 'ExclusiveLock') as held;
