-- Why a rebuild broke off, in a sentence, until the next one. Migrations of before this one have
-- higher numbers in some projections.
alter table rebuild add column if not exists failure text;
