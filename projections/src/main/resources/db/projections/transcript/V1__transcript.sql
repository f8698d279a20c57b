-- What each learner's record claims, and what it once claimed.

-- The last word on a competency: mastered, or withdrawn.
create table claim (
  district          text collate "C" not null,
  learner           text collate "C" not null,
  competency        text collate "C" not null,
  basis             text, -- what a claim of mastery rests on; null when it is withdrawn
  framework         text        not null,
  framework_version integer     not null,
  policy            text, -- none where a person vouches for what no policy speaks of
  policy_version    integer     not null, -- then 0
  estimate          numeric,
  threshold         numeric,
  since             timestamptz, -- when the evidence that showed mastery occurred
  evidence          jsonb       not null, -- ids, in their order
  reason            text        not null,
  recorded_at       timestamptz not null,
  primary key (district, learner, competency)
);

-- The last word on a level of a mastery that the learner is asked for.
create table level (
  district   text collate "C" not null,
  learner    text collate "C" not null,
  competency text collate "C" not null,
  level      numeric not null, -- on the policy's scale
  holds      boolean not null, -- false when it is withdrawn
  primary key (district, learner, competency, level)
);

-- Every withdrawal stays on the record.
create table withdrawal (
  district          text collate "C" not null,
  learner           text collate "C" not null,
  position          bigint      not null,
  competency        text        not null,
  level             numeric, -- null where the mastery itself is withdrawn
  framework         text        not null,
  framework_version integer     not null,
  policy            text, -- none where a person vouches for what no policy speaks of
  policy_version    integer     not null, -- then 0
  cause             jsonb       not null, -- what led to it
  reason            text        not null,
  recorded_at       timestamptz not null,
  primary key (district, learner, position)
);

create table stage (
  district        text collate "C" not null,
  learner         text collate "C" not null,
  pathway         text collate "C" not null,
  stage           text collate "C" not null,
  pathway_version integer     not null,
  holds           boolean     not null, -- false while it is under review
  completed_at    timestamptz, -- the last time it was; null where only a review was seen
  primary key (district, learner, pathway, stage)
);
