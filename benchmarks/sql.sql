-- Score, programs and categories of every candidate from raw facts; read with sql.py, which fills the small tables.

create or replace temp table own_jobs as
select i, unit_group, start, least(stop, on_day) as stop, hours, circumstances as c, skilled, higher, trade,
       (circumstances & 1) = 1 as paid,
       skilled and ((circumstances & 62) = 14 or ((circumstances & 190) = 158 and physician)) as acquired
from jobs join groups using (unit_group), day;

-- Measures of work: 0 canadian, 1 foreign, 2 cec, 3 cec_higher, 4 cec_lower, 5 skilled, 6 primary, 7 own_full_time, 8 trade, 9 listed, 10 listed_canada, 11 partner_canadian, 12 partner_full_time.
-- The key of a group packs candidate, measure and unit group (0 where all count together) in one number.

create or replace temp table counted as
select (i * 16 + measure) * 1024 + kind as key, start, stop, hours::double as hours from (
select i, 0 as measure, 0 as kind, greatest(start, canadian_from) as start, stop, hours
from own_jobs, day where acquired and paid and stop > greatest(start, canadian_from)
union all
select i, 1, 0, greatest(start, foreign_from), stop, hours
from own_jobs, day where skilled and (c & 3) = 1 and stop > greatest(start, foreign_from)
union all
select i, 2, 0, greatest(start, cec_from), stop, hours
from own_jobs, day where acquired and paid and stop > greatest(start, cec_from)
union all
select i, if(higher, 3, 4), unit_group, greatest(start, cec_from), stop, hours
from own_jobs, day where acquired and paid and stop > greatest(start, cec_from)
union all
select i, 5, 0, greatest(start, fsw_from), stop, hours
from own_jobs, day where skilled and paid and stop > greatest(start, fsw_from)
union all
select i, 6, unit_group, greatest(start, fsw_from), stop, hours
from own_jobs join candidates using (i), day
where skilled and paid and (primary_occupation < 0 or primary_occupation = unit_group) and stop > greatest(start, fsw_from)
union all
select i, 7, 0, start, stop, hours
from own_jobs where skilled and (c & 7) = 7 and stop > start
union all
select i, 8, 0, greatest(start, fst_from, trade_qualified), stop, hours
from own_jobs join candidates using (i), day
where trade and paid and unit_group = trade_unit_group and stop > greatest(start, fst_from, trade_qualified)
union all
select i, if(wanted.in_canada, 10, 9), unit_group, greatest(own_jobs.start, wanted.start), stop, hours
from own_jobs join (select distinct unit_group, in_canada, start from listed) as wanted using (unit_group)
where paid and (acquired or not wanted.in_canada) and stop > greatest(own_jobs.start, wanted.start)
union all
select i, 11, 0, greatest(start, canadian_from), least(stop, on_day), hours
from partner_jobs join groups using (unit_group), day
where skilled and (circumstances & 1) = 1
  and ((circumstances & 62) = 14 or ((circumstances & 190) = 158 and physician))
  and least(stop, on_day) > greatest(start, canadian_from)
union all
select i, 12, 0, start, least(stop, on_day), hours
from partner_jobs, day where (circumstances & 7) = 7 and least(stop, on_day) > start
);

-- Where no two jobs of a group overlap, hours times days is the answer; only the others need their days swept.

create or replace temp table chained as
select key, hours, start, stop, start - lag(stop) over (partition by key order by start) as idle from counted;

create or replace temp table tangled as select distinct key from chained where idle < 0;

create or replace temp table stretches as
select key, day, level, next_day - day as length
from (
  select key, day, sum(delta) over so_far as level, lead(day) over so_far as next_day
  from (
    select key, start as day, hours as delta from counted semi join tangled using (key)
    union all
    select key, stop, -hours from counted semi join tangled using (key)
  )
  window so_far as (partition by key order by day rows unbounded preceding)
)
where next_day is not null;

create or replace temp table earned as
select key, start as day, coalesce(idle, 0) as idle,
       case when hours >= full_time then full_time when (key // 1024) % 16 in (7, 12) then 0 else hours end
         * (stop - start) as credit
from chained anti join tangled using (key), day
union all
select key, day, if(level = 0, length, 0),
       case when level >= full_time then full_time when (key // 1024) % 16 in (7, 12) then 0 else level end * length
from stretches, day;

create or replace temp table credit as
select key // 16384 as i, (key // 1024) % 16 as measure, key % 1024 as kind, credit::bigint as credit
from (
  select key, sum(credit) as credit from earned where (key // 1024) % 16 <> 6 group by key
  union all
  select key, max(credit) from (
    select key, period, sum(credit) as credit from (
      select key, credit, count(*) filter (idle >= gap_days) over (partition by key order by day, idle) as period
      from earned, day where (key // 1024) % 16 = 6
    ) group by key, period
  ) group by key
);

create or replace temp table work as
select i,
       max(credit) filter (measure = 0) as canadian,
       max(credit) filter (measure = 1) as abroad,
       max(credit) filter (measure = 2) as cec,
       max(credit) filter (measure = 3) as cec_higher,
       max(credit) filter (measure = 4) as cec_lower,
       max(credit) filter (measure = 5) as skilled,
       max(credit) filter (measure = 6) as continuous,
       max(credit) filter (measure = 7) as own_full_time,
       max(credit) filter (measure = 8) as trade,
       max(credit) filter (measure = 11) as partner_canadian,
       max(credit) filter (measure = 12) as partner_full_time
from credit where measure not in (9, 10) group by i;

create or replace temp table best as
select i, 'own' as whose, language, max((least(l0, l1, l2, l3), l0 + l1 + l2 + l3, taken, l0, l1, l2, l3)) as found
from (
  select i, taken, a.language, a.level as l0, b.level as l1, c.level as l2, d.level as l3
  from results as r
  join scale as a on a.test = r.test and a.ability = 0 and a.score = r.score0 and r.taken >= a.start and r.taken < a.stop
  join scale as b on b.test = r.test and b.ability = 1 and b.score = r.score1 and b.place = a.place
  join scale as c on c.test = r.test and c.ability = 2 and c.score = r.score2 and c.place = a.place
  join scale as d on d.test = r.test and d.ability = 3 and d.score = r.score3 and d.place = a.place, day
  where taken <= on_day and taken > results_after
) group by all
union all
select i, 'partner', language, max((least(l0, l1, l2, l3), l0 + l1 + l2 + l3, taken, l0, l1, l2, l3))
from (
  select i, taken, a.language, a.level as l0, b.level as l1, c.level as l2, d.level as l3
  from partner_results as r
  join scale as a on a.test = r.test and a.ability = 0 and a.score = r.score0 and r.taken >= a.start and r.taken < a.stop
  join scale as b on b.test = r.test and b.ability = 1 and b.score = r.score1 and b.place = a.place
  join scale as c on c.test = r.test and c.ability = 2 and c.score = r.score2 and c.place = a.place
  join scale as d on d.test = r.test and d.ability = 3 and d.score = r.score3 and d.place = a.place, day
  where taken <= on_day and taken > partner_results_after
) group by all;

create or replace temp table levels as
select i, whose, language, found[1] as lowest, found[4] as l0, found[5] as l1, found[6] as l2, found[7] as l3 from best;

create or replace temp table spoken as
select c.i, spoken.language, l.i is not null as held, coalesce(l.lowest, 0) as lowest,
       coalesce(l0, 0) as l0, coalesce(l1, 0) as l1, coalesce(l2, 0) as l2, coalesce(l3, 0) as l3,
       f0.points + f1.points + f2.points + f3.points as as_first,
       s0.points + s1.points + s2.points + s3.points as as_second,
       w0.points + w1.points + w2.points + w3.points as fsw_first, w.points as fsw_second
from candidates as c cross join (values (0), (1)) as spoken(language)
left join levels as l on l.i = c.i and l.language = spoken.language and l.whose = 'own'
join points_first_language as f0 on f0.partner = c.partner_accompanying and f0.value = coalesce(l0, 0)
join points_first_language as f1 on f1.partner = c.partner_accompanying and f1.value = coalesce(l1, 0)
join points_first_language as f2 on f2.partner = c.partner_accompanying and f2.value = coalesce(l2, 0)
join points_first_language as f3 on f3.partner = c.partner_accompanying and f3.value = coalesce(l3, 0)
join points_second_language as s0 on s0.partner = c.partner_accompanying and s0.value = coalesce(l0, 0)
join points_second_language as s1 on s1.partner = c.partner_accompanying and s1.value = coalesce(l1, 0)
join points_second_language as s2 on s2.partner = c.partner_accompanying and s2.value = coalesce(l2, 0)
join points_second_language as s3 on s3.partner = c.partner_accompanying and s3.value = coalesce(l3, 0)
join points_fsw_language as w0 on w0.value = coalesce(l0, 0)
join points_fsw_language as w1 on w1.value = coalesce(l1, 0)
join points_fsw_language as w2 on w2.value = coalesce(l2, 0)
join points_fsw_language as w3 on w3.value = coalesce(l3, 0)
join points_fsw_second_language as w on w.value = coalesce(l.lowest, 0);

create or replace temp table partner_spoken as
select i, max(lowest) as lowest,
       max(p0.points + p1.points + p2.points + p3.points) filter (language = 0) as english,
       max(p0.points + p1.points + p2.points + p3.points) filter (language = 1) as french
from levels
join points_spouse_language as p0 on p0.value = l0
join points_spouse_language as p1 on p1.value = l1
join points_spouse_language as p2 on p2.value = l2
join points_spouse_language as p3 on p3.value = l3
where whose = 'partner' group by i;

create or replace temp table educated as
select i, max(reached) as highest, if(max(reached) = 4 and count(*) filter (reached > 1) >= 2, 5, max(reached)) as level
from (
  select i, reached from credentials join level_of using (level), day
  where completed <= on_day and (in_canada or (eca_issued <= on_day and eca_issued > eca_after))
) group by i;

create or replace temp table partner_educated as
select i, if(max(reached) = 4 and count(*) filter (reached > 1) >= 2, 5, max(reached)) as level
from (
  select i, reached from partner_credentials join level_of using (level), day
  where completed <= on_day and (in_canada or (eca_issued <= on_day and eca_issued > eca_after))
) group by i;

create or replace temp table studied_here as
select i, max(if(reached >= 4, 2, 1)) as study
from credentials join level_of using (level), day
where in_canada and completed <= on_day and (months_in_canada < 0 or months_in_canada >= study_months) and reached > 1
group by i;

create or replace temp table people as
select c.*, column_partner.pa as p, on_day,
       on_year - year(born_on) - (month(born_on) * 32 + day(born_on)
         - (common = 1 and month(born_on) = 2 and day(born_on) = 29)::int > on_turn)::int as age,
       coalesce(e.level, 0) as education, coalesce(pe.level, 0) as partner_education, coalesce(s.study, 0) as study,
       coalesce(w.canadian, 0) as canadian, least(coalesce(w.canadian, 0) // year, 10) as canadian_years,
       least(coalesce(w.abroad, 0) // year, 10) as foreign_years, coalesce(w.cec, 0) as cec_credit,
       coalesce(w.cec_higher, 0) as cec_higher, coalesce(w.cec_lower, 0) as cec_lower,
       least(coalesce(w.skilled, 0) // year, 100) as skilled_years, coalesce(w.continuous, 0) as continuous,
       coalesce(w.own_full_time, 0) as own_full_time, coalesce(w.trade, 0) as trade_credit,
       least(coalesce(w.partner_canadian, 0) // year, 10) as partner_years,
       coalesce(w.partner_full_time, 0) as partner_full_time,
       coalesce(ps.lowest, 0) as partner_lowest, coalesce(ps.english, 0) as partner_english,
       coalesce(ps.french, 0) as partner_french,
       coalesce(offered.skilled, false) as offer_skilled, coalesce(certified.trade, false) as certificate_in_trade,
       coalesce(traded.trade, false) as trade_listed
from (select *, (date '1970-01-01' + born)::date as born_on from candidates) as c
cross join day cross join (select 1 as pa) as column_partner
left join educated as e on e.i = c.i
left join partner_educated as pe on pe.i = c.i
left join studied_here as s on s.i = c.i
left join work as w on w.i = c.i
left join partner_spoken as ps on ps.i = c.i
left join groups as offered on offered.unit_group = c.offer_unit_group
left join groups as certified on certified.unit_group = c.certificate_unit_group
left join groups as traded on traded.unit_group = c.trade_unit_group;

create or replace temp table choices as
select c.i, choice.language
from candidates as c
join spoken as en on en.i = c.i and en.language = 0
join spoken as fr on fr.i = c.i and fr.language = 1
join (values (0), (1)) as choice(language)
  on choice.language = c.first_language
  or (c.first_language < 0 and (
    (en.held and choice.language = 0) or (fr.held and choice.language = 1)
    or (not en.held and not fr.held and choice.language = 0)));

create or replace temp table totals as
select i, language, fsw_first, fsw_second,
       least(total_core + total_spouse + total_transfer + total_additional, if(partner, cap_total1, cap_total0)) as total
from (
  select p.i, first.language, p.partner_accompanying as partner, first.fsw_first, second.fsw_second,
    cap_total0, cap_total1,
    least(age.points + education.points + first.as_first
      + least(second.as_second, if(partner_accompanying, cap_second_language1, cap_second_language0)) + here.points,
      if(partner_accompanying, cap_core1, cap_core0)) as total_core,
    least(if(partner_accompanying, spouse_education.points + spouse_work.points
      + case partner_first_language when 0 then partner_english when 1 then partner_french
             else greatest(partner_english, partner_french) end, 0),
      if(partner_accompanying, cap_spouse1, cap_spouse0)) as total_spouse,
    least(
      least(educated_speaks.points + educated_works.points,
            if(partner_accompanying, cap_education1, cap_education0))
      + least(abroad_speaks.points + abroad_here.points,
              if(partner_accompanying, cap_foreign_work1, cap_foreign_work0))
      + least(if(certificate_in_trade and certificate_issued <= p.on_day, certificate.points, 0),
              if(partner_accompanying, cap_certificate1, cap_certificate0)),
      if(partner_accompanying, cap_transferability1, cap_transferability0)) as total_transfer,
    least(
      if(nomination_express_entry and nomination_issued <= p.on_day, nomination, 0)
      + if(offer_unit_group >= 0 and offer_full_time and offer_qualifies and offer_skilled
             and (offer_lmia or offer_needs_lmia = 0), if(offer_unit_group < 6, offer_senior, offer_other), 0)
      + studied.points
      + if(fr.lowest >= 7, if(en.lowest >= 5, french1, french0), 0)
      + if(sibling, sibling_points, 0),
      if(partner_accompanying, cap_additional1, cap_additional0)) as total_additional
  from choices
  join people as p using (i)
  join spoken as first on first.i = choices.i and first.language = choices.language
  join spoken as second on second.i = choices.i and second.language = 1 - choices.language
  join spoken as en on en.i = choices.i and en.language = 0
  join spoken as fr on fr.i = choices.i and fr.language = 1
  join points_age as age on age.partner = p.partner_accompanying and age.value = p.age
  join points_education as education on education.partner = p.partner_accompanying and education.value = p.education
  join points_canadian_work as here on here.partner = p.partner_accompanying and here.value = p.canadian_years
  join points_spouse_education as spouse_education on spouse_education.value = p.partner_education
  join points_spouse_canadian_work as spouse_work on spouse_work.value = p.partner_years
  join points_education_band as band on band.value = p.education
  join points_education_language as educated_speaks
    on educated_speaks.first = band.points and educated_speaks.second = first.lowest
  join points_education_canadian_work as educated_works
    on educated_works.first = band.points and educated_works.second = p.canadian_years
  join points_foreign_work_language as abroad_speaks
    on abroad_speaks.first = p.foreign_years and abroad_speaks.second = first.lowest
  join points_foreign_work_canadian_work as abroad_here
    on abroad_here.first = p.foreign_years and abroad_here.second = p.canadian_years
  join points_certificate_language as certificate on certificate.value = first.lowest
  join points_canadian_study as studied on studied.value = p.study, day
);

create or replace temp table scores as
select i, max(total) as total,
       arg_max(fsw_first + fsw_second, total * 2 + 1 - language) as fsw_language
from totals group by i;

create or replace temp table programs as
select p.i, s.total, s.fsw_language,
       nomination_express_entry and nomination_issued <= p.on_day as nominated,
       not quebec and p.continuous >= fsw_work and greatest(en.lowest, fr.lowest) >= fsw_level and p.education >= 1
         and s.fsw_language + graded.points + experience.points + aged.points + if(arranged, coalesce(via.points, 0), 0)
           + least(adaptability_most,
               if(partner_accompanying and partner_lowest >= adaptability_level, adapt_partner_language, 0)
               + if(studied, adapt_own_study, 0)
               + if(partner_accompanying and partner_studied, adapt_partner_study, 0)
               + if(own_full_time >= adaptability_work, adapt_own_work, 0)
               + if(partner_accompanying and partner_full_time >= adaptability_work, adapt_partner_work, 0)
               + if(relative or sibling, adapt_relative, 0)
               + if(arranged, adapt_arranged_employment, 0)) >= pass_mark
         and ((arranged and coalesce(via.fsw, false)) or enough) as fsw,
       not quebec and cec_credit >= cec_work_needed
         and greatest(en.lowest, fr.lowest) >= if(cec_higher >= cec_lower, cec_higher_level, cec_lower_level) as cec,
       not quebec and trade_listed and trade_credit >= fst_work
         and ((en.l0 >= fst_level0 and en.l1 >= fst_level1 and en.l2 >= fst_level2 and en.l3 >= fst_level3)
           or (fr.l0 >= fst_level0 and fr.l1 >= fst_level1 and fr.l2 >= fst_level2 and fr.l3 >= fst_level3))
         and (offered_trade or (certificate_unit_group = trade_unit_group and certificate_issued <= p.on_day))
         and ((offered_trade and coalesce(trade_via.fst, false)) or enough) as fst,
       fr.lowest as french, military_serving, military_years, military_unit_group, military_offer_years,
       military_offer_full_time, military_study_years
from (
  select people.*,
         offer_unit_group >= 0 and offer_fsw_paragraph >= 0 and offer_full_time and offer_months >= fsw_offer_months
           and offer_skilled as arranged,
         offer_unit_group = trade_unit_group and trade_unit_group >= 0 and offer_fst_paragraph >= 0 and offer_full_time
           and offer_months >= fst_offer_months as offered_trade,
         funds >= if(submitted > -4611686018427387904 and submitted < funds_changed, former, amount) as enough
  from people join funds_table using (family_size), day
) as p
join scores as s on s.i = p.i
join spoken as en on en.i = p.i and en.language = 0
join spoken as fr on fr.i = p.i and fr.language = 1
join points_fsw_education as graded on graded.value = p.education
join points_fsw_experience as experience on experience.value = p.skilled_years
join points_fsw_age as aged on aged.value = p.age
left join paragraphs as via on via.paragraph = p.offer_fsw_paragraph
left join paragraphs as trade_via on trade_via.paragraph = p.offer_fst_paragraph, day;

-- Who is not live at the instant has no score and is eligible for nothing.

create or replace temp table outcome as
select p.i, if(live, total, 0) as total, live and fsw as fsw, live and cec as cec, live and fst as fst,
       live and nominated and (fsw or cec or fst) as pnp, if(live, coalesce(k.keys, []), []) as categories
from (
  select programs.*, submitted <= at_instant and submitted > year_before as live
  from programs join candidates using (i), day
) as p
left join (
  select i, list(distinct key) as keys from (
    select i, key from credit join listed
      on listed.unit_group = credit.kind and credit.measure = if(listed.in_canada, 10, 9)
    join programs using (i)
    where credit.credit >= listed.credit and (fsw or cec or fst)
    union all
    select i, key from programs, categories
    where type = 'language' and french >= nclc and (fsw or cec or fst)
    union all
    select i, key from programs, categories
    where type = 'military' and military_serving and military_years >= service
      and list_contains(unit_groups, military_unit_group) and military_offer_years >= offer and military_offer_full_time
      and military_study_years >= study and (fsw or cec or fst)
  ) group by i
) as k on k.i = p.i;
