-- Counted from time to time, so that no request counts. Rows and checkpoints are of one snapshot:
-- the position is what the figures reflect. A row for each framework, and one without for the
-- district. Nothing is hidden here yet.
drop materialized view if exists figures;

create materialized view figures as
with reflected as (
  select c.district, min(c.position) as position,
    (select t.numbers from thresholds t where t.district = c.district) as thresholds,
    (select count(distinct p.learner) from parked_event p
     where p.district = c.district and p.dropped_reason is null) as behind,
    (select count(*) from parked_event p
     where p.district = c.district and p.dropped_reason is null) as waiting
  from checkpoint c
  group by c.district
), shown as (
  select district, framework, learner, count(*) as shown,
    count(*) filter (where status in ('mastered', 'overridden')) as mastered
  from competency
  where evidence > 0 or status in ('mastered', 'overridden')
  group by district, framework, learner
), line as (
  select distinct d.district, k.line
  from description d
  cross join jsonb_object_keys(d.attributes) as k (line)
), cell as (
  select s.district, s.framework, l.line, d.attributes ->> l.line as value,
    count(*) as learners, sum(s.shown) as shown, sum(s.mastered) as mastered
  from shown s
  join line l on l.district = s.district
  left join description d on d.district = s.district and d.learner = s.learner
  group by s.district, s.framework, l.line, d.attributes ->> l.line
), lines as (
  select district, framework, jsonb_agg(jsonb_build_object(
    'line', line, 'value', value, 'learners', learners, 'shown', shown, 'mastered', mastered)
    order by line, value) as cells
  from cell
  group by district, framework
), everybody as (
  select district, framework, jsonb_build_object(
    'learners', count(*), 'shown', sum(shown), 'mastered', sum(mastered)) as total
  from shown
  group by district, framework
), pace as (
  select district, framework, jsonb_build_object(
    'learners', count(distinct learner),
    'quartiles', to_jsonb(percentile_cont(array[0.25, 0.5, 0.75]) within group (
      order by (extract(epoch from since - first_evidence_at) / 86400)::double precision))) as days
  from competency
  where status = 'mastered' and since >= first_evidence_at
  group by district, framework
), covered as (
  select district, framework, competency from competency where evidence > 0
  group by district, framework, competency
), coverage as (
  select s.district, s.framework, jsonb_build_object(
    'standards', count(*), 'withEvidence', count(c.competency),
    'without', coalesce(
      jsonb_agg(jsonb_build_object('competency', s.competency, 'code', s.code)
        order by s.competency) filter (where c.competency is null), '[]')) as standards
  from standard s
  left join covered c
    on c.district = s.district and c.framework = s.framework and c.competency = s.competency
  where s.version = (
    select max(v.version) from standard v
    where v.district = s.district and v.framework = s.framework)
  group by s.district, s.framework
), week as (
  select district, date_trunc('week', at at time zone 'UTC')::date as week,
    count(*) as advances, count(distinct learner) as learners
  from advance
  group by 1, 2
)
select r.district, f.framework, r.position, r.behind, r.waiting, now() as counted_at, jsonb_build_object(
  'thresholds', r.thresholds, 'total', e.total, 'cells', coalesce(l.cells, '[]'),
  'pace', p.days, 'coverage', f.standards) as figures
from reflected r
join coverage f on f.district = r.district
left join everybody e on e.district = f.district and e.framework = f.framework
left join lines l on l.district = f.district and l.framework = f.framework
left join pace p on p.district = f.district and p.framework = f.framework
union all
select r.district, '', r.position, r.behind, r.waiting, now(), jsonb_build_object(
  'thresholds', r.thresholds,
  'total', (
    select jsonb_build_object(
      'learners', count(distinct s.learner), 'shown', sum(s.shown), 'mastered', sum(s.mastered))
    from shown s
    where s.district = r.district
    having count(*) > 0),
  'weeks', (
    select coalesce(
      jsonb_agg(jsonb_build_object(
        'week', w.week, 'advances', w.advances, 'learners', w.learners) order by w.week), '[]')
    from (
      select * from week w
      where w.district = r.district
      order by w.week desc
      limit 53) w))
from reflected r;

create unique index figures_key on figures (district, framework);
