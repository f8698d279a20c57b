-- What competencies were ever called: their identifiers, and the human codings of each version. Of
-- frameworks published before, it is filled by a rebuild that accepts differences
-- (--progression.rebuild=audittrail --progression.rebuild.accept-differences=true).
create table competency_name (
  district   text collate "C" not null,
  name       text collate "C" not null,
  competency text collate "C" not null, -- the identifier
  primary key (district, name, competency)
);
