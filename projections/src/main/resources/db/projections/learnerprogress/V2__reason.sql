-- Why she stands where she does, in a sentence. Rows of before have it after a rebuild that accepts
-- differences (--progression.rebuild.accept-differences=true), as each of them differs by it.
alter table competency add column reason text;
