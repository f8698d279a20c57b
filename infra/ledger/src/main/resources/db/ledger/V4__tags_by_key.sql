-- A tag and a type as one number: the first 11 hexadecimal digits of the SHA-256 of the tag, and
-- behind them the first 5 of the type's.
create function tag_key(tag text, type text) returns bigint
  language sql immutable parallel safe
  return (
    'x' || left(encode(sha256(convert_to(tag, 'UTF8')), 'hex'), 11)
        || left(encode(sha256(convert_to(type, 'UTF8')), 'hex'), 5))::bit(64)::bigint;

-- The text of each tag stood in a row and again in the index. Different tags can share a key:
-- whoever finds an event by it looks at the event's own tags, too.
drop table event_tag;

create table event_tag (
  key      bigint not null,
  position bigint not null
);

insert into event_tag
select distinct tag_key(tag, type), position from event, unnest(tags) as tag;

alter table event_tag add primary key (key, position);
