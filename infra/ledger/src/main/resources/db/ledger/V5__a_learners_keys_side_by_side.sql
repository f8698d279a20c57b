-- The first 6 hexadecimal digits of the SHA-256 of what the tag is about, the first part of its
-- value; then the first 5 of the whole tag's, and the first 5 of the type's. So all tags of one
-- learner stand beside one another in the index, and an event about her touches few of its pages.
create or replace function tag_key(tag text, type text) returns bigint
  language sql immutable parallel safe
  return (
    'x' || left(
             encode(
               sha256(convert_to(split_part(substr(tag, strpos(tag, '=') + 1), '/', 1), 'UTF8')),
               'hex'),
             6)
        || left(encode(sha256(convert_to(tag, 'UTF8')), 'hex'), 5)
        || left(encode(sha256(convert_to(type, 'UTF8')), 'hex'), 5))::bit(64)::bigint;

alter table event_tag drop constraint event_tag_pkey;

truncate event_tag;

insert into event_tag
select distinct tag_key(tag, type), position from event, unnest(tags) as tag;

alter table event_tag add primary key (key, position);
