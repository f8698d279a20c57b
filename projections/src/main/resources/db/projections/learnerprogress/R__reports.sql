-- What reporting teams may rely on. A column here is never renamed or removed, only added.

create or replace view report_mastery with (security_invoker = true) as
select c.district, c.learner, c.competency, s.code, s.statement, c.framework, c.status, c.estimate,
  c.evidence, c.last_evidence_at, c.since
from competency c
left join standard s on s.district = c.district and s.framework = c.framework
  and s.competency = c.competency;

comment on view report_mastery is 'Where each learner stands on each competency that her record speaks of.';
comment on column report_mastery.learner is 'The district''s own id of the learner.';
comment on column report_mastery.competency is 'CASE identifier.';
comment on column report_mastery.code is 'Human coding scheme, where the framework has one.';
comment on column report_mastery.statement is 'What the learner can do.';
comment on column report_mastery.framework is 'The framework under which the verdict was given.';
comment on column report_mastery.status is 'not-started, locked, awaiting-evaluation, needs-revision, not-yet, mastered, withdrawn or overridden.';
comment on column report_mastery.estimate is 'On the scale of the policy; none where nothing is scored.';
comment on column report_mastery.evidence is 'How many pieces count.';
comment on column report_mastery.last_evidence_at is 'When the last of them occurred.';
comment on column report_mastery.since is 'When the evidence that showed mastery occurred.';

create or replace view report_levels with (security_invoker = true) as
select l.district, l.learner, l.competency, s.code, s.statement, c.framework, l.level,
  case when l.holds then 'reached' else 'withdrawn' end as status
from level l
join competency c on c.district = l.district and c.learner = l.learner
  and c.competency = l.competency
left join standard s on s.district = c.district and s.framework = c.framework
  and s.competency = c.competency;

comment on view report_levels is 'Each level of mastery that a learner was asked for and reached. Where a person vouches for a mastery she does for every level, and none is listed for that.';
comment on column report_levels.learner is 'The district''s own id of the learner.';
comment on column report_levels.competency is 'CASE identifier.';
comment on column report_levels.code is 'Human coding scheme, where the framework has one.';
comment on column report_levels.statement is 'What the learner can do.';
comment on column report_levels.framework is 'The framework under which the verdict was given.';
comment on column report_levels.level is 'On the scale of the policy.';
comment on column report_levels.status is 'reached, or withdrawn where the mastery no longer reaches it.';

create or replace view report_stages with (security_invoker = true) as
select p.district, p.learner, p.pathway, d.stage, p.version as pathway_version, d.ordinal,
  case
    when s.holds then 'completed'
    when s.holds is false then 'under-review'
    when p.stage = d.stage then 'current'
    else 'ahead'
  end as status
from pathway p
join pathway_stage d on d.district = p.district and d.pathway = p.pathway
  and d.version = p.version
left join stage s on s.district = p.district and s.learner = p.learner
  and s.pathway = p.pathway and s.stage = d.stage;

comment on view report_stages is 'Each stage of each pathway that a learner is on.';
comment on column report_stages.learner is 'The district''s own id of the learner.';
comment on column report_stages.pathway is 'The pathway.';
comment on column report_stages.stage is 'The stage.';
comment on column report_stages.pathway_version is 'The version that the learner is on.';
comment on column report_stages.ordinal is 'The place of the stage in the pathway, from 0.';
comment on column report_stages.status is 'completed, under-review, current or ahead.';

drop view if exists report_goals cascade; -- as a rebuild does, with views of others on it
create view report_goals with (security_invoker = true) as
select g.district, g.learner, g.goal, g.status, g.terms ->> 'horizon' as horizon,
  g.terms -> 'competencies' as competencies, g.terms #>> '{stage,pathway}' as pathway,
  (g.terms #>> '{stage,pathwayVersion}')::integer as pathway_version,
  g.terms #>> '{stage,stage}' as stage, (g.terms ->> 'targetDate')::date as target_date,
  g.position
from goal g;

comment on view report_goals is 'Each goal of each learner, without the words in which it was set.';
comment on column report_goals.learner is 'The district''s own id of the learner.';
comment on column report_goals.goal is 'The goal''s id, unique among the learner''s goals.';
comment on column report_goals.status is 'open, achieved or abandoned.';
comment on column report_goals.horizon is 'short or long.';
comment on column report_goals.competencies is 'CASE identifiers of what it aims at.';
comment on column report_goals.pathway is 'The pathway of the stage that it aims at, where it does.';
comment on column report_goals.pathway_version is 'And its version.';
comment on column report_goals.stage is 'The stage that it aims at, where it does.';
comment on column report_goals.target_date is 'When it is meant to be reached: advice, as mastery decides.';
comment on column report_goals.position is 'Of the event that set it.';
