-- Why she stands where she does, in a sentence. Rows of before have it after a rebuild.
alter table competency add column reason text;
