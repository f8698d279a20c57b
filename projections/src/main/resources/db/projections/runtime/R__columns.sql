-- What the tables of the runtime got after projections had versions of their own, behind which
-- another version of the runtime's could not be put.

alter table parked_event add column if not exists dropped_on_behalf_of text; -- the person, if any
alter table rebuild add column if not exists failure text; -- why it broke off, until the next one
