-- What reporting teams may rely on. A column here is never renamed or removed, only added.

create or replace view report_transcript with (security_invoker = true) as
select c.district, c.learner, c.competency, s.code, s.statement, c.framework, c.framework_version,
  c.policy, c.policy_version, c.basis, c.estimate, c.threshold, c.since, c.evidence, c.reason,
  c.recorded_at
from claim c
left join standard s on s.district = c.district and s.framework = c.framework
  and s.competency = c.competency
where c.basis is not null;

comment on view report_transcript is 'What each learner''s record claims as mastered now, and on what it rests.';
comment on column report_transcript.learner is 'The district''s own id of the learner.';
comment on column report_transcript.competency is 'CASE identifier.';
comment on column report_transcript.code is 'Human coding scheme, where the framework has one.';
comment on column report_transcript.statement is 'What the learner can do.';
comment on column report_transcript.framework is 'The framework under which it was claimed.';
comment on column report_transcript.framework_version is 'And its version.';
comment on column report_transcript.policy is 'The policy by which it was claimed.';
comment on column report_transcript.policy_version is 'And its version.';
comment on column report_transcript.basis is 'What the claim rests on, such as demonstrated or re-demonstrated.';
comment on column report_transcript.estimate is 'On the scale of the policy.';
comment on column report_transcript.threshold is 'What the policy asked for.';
comment on column report_transcript.since is 'When the evidence that showed mastery occurred.';
comment on column report_transcript.evidence is 'Ids of the evidence used, in its order.';
comment on column report_transcript.reason is 'Why, in a sentence.';
comment on column report_transcript.recorded_at is 'When the ledger recorded the claim.';
