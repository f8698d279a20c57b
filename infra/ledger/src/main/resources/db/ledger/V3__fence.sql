-- Moved on by a node that asks what became of an append: an append still on its way that saw the
-- fence before is not added any more.
alter table ledger add column fence bigint not null default 0;
