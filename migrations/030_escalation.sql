-- Escalation: a population of workplaces, the phases through which it goes, and what happened to each workplace on the way.
create table escalation (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  hub uuid not null,
  name text not null,
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, hub) references hub (inspectorate_id, id)
);
create index escalation_of_plan on escalation (inspectorate_id, plan_id);
comment on table escalation is 'Pressure on the workplaces of a hub that turns up gradually: phases in order, with a gate before each.';
comment on column escalation.inspectorate_id is 'The tenant';
comment on column escalation.id is 'UUID of version 7, made by the portal';
comment on column escalation.plan_id is 'The plan that it belongs to';
comment on column escalation.hub is 'The compliance hub around which it is built';
comment on column escalation.name is 'What people call it';
comment on column escalation.note is 'What is worth knowing of it';
comment on column escalation.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column escalation.example is 'Invented for the demonstration';
call guard('escalation');

create table escalation_phase (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  escalation uuid not null,
  intervention uuid not null,
  passes text not null default '',
  days numeric,
  after text not null default '',
  asks text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, escalation) references escalation (inspectorate_id, id),
  foreign key (inspectorate_id, intervention) references intervention (inspectorate_id, id)
);
create index escalation_phase_of on escalation_phase (inspectorate_id, escalation);
comment on table escalation_phase is 'A phase of an escalation: an intervention of the plan, and the rule of the gate before it.';
comment on column escalation_phase.inspectorate_id is 'The tenant';
comment on column escalation_phase.id is 'UUID of version 7, made by the portal';
comment on column escalation_phase.plan_id is 'The plan that it belongs to';
comment on column escalation_phase.escalation is 'The escalation';
comment on column escalation_phase.intervention is 'The intervention that is the phase; its phase number says where in the order it stands';
comment on column escalation_phase.passes is 'Who passes the gate before it: all, unanswered, unregularised, found, unremedied; empty for the first phase';
comment on column escalation_phase.days is 'How many days after the event the gate opens';
comment on column escalation_phase.after is 'After what the days run: sent, visited, deadline, placed';
comment on column escalation_phase.asks is 'Id of the person who is asked to confirm its list';
comment on column escalation_phase.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column escalation_phase.example is 'Invented for the demonstration';
call guard('escalation_phase');

create table escalation_list (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  escalation uuid not null,
  phase uuid not null,
  state text not null,
  query text not null default '',
  basis jsonb not null default '[]',
  draw text not null default '',
  random_share numeric,
  seed numeric,
  found numeric not null,
  size numeric not null,
  drawn_on date not null,
  drawn_by text not null default '',
  asks text not null default '',
  answered_on date,
  answered_by text not null default '',
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, escalation) references escalation (inspectorate_id, id),
  foreign key (inspectorate_id, phase) references escalation_phase (inspectorate_id, id)
);
create index escalation_list_of on escalation_list (inspectorate_id, escalation);
-- A phase has one list at a time that waits for an answer.
create unique index escalation_list_waiting on escalation_list (inspectorate_id, phase) where state = 'waiting';
comment on table escalation_list is 'A list of workplaces that was drawn for a phase: from a question for the first, by the gate for others. It counts once somebody has confirmed it.';
comment on column escalation_list.inspectorate_id is 'The tenant';
comment on column escalation_list.id is 'UUID of version 7, made by the portal';
comment on column escalation_list.plan_id is 'The plan that it belongs to';
comment on column escalation_list.escalation is 'The escalation';
comment on column escalation_list.phase is 'The phase for which it was drawn';
comment on column escalation_list.state is 'waiting, confirmed, set_aside';
comment on column escalation_list.query is 'The question that found the population, as the pages address has it; empty where the gate drew it';
comment on column escalation_list.basis is 'The data sets that it was asked of, each with its version';
comment on column escalation_list.draw is 'How workplaces were taken of those found: whole, worst, random; gate';
comment on column escalation_list.random_share is 'Per cent of the list that was drawn at random';
comment on column escalation_list.seed is 'From which all chance of the draw follows';
comment on column escalation_list.found is 'How many workplaces the question found, or the gate lets pass';
comment on column escalation_list.size is 'How many stand on the list';
comment on column escalation_list.drawn_on is 'Day on which it was drawn';
comment on column escalation_list.drawn_by is 'Name of the person who drew it; empty where the gate did';
comment on column escalation_list.asks is 'Id of the person who is asked to confirm it';
comment on column escalation_list.answered_on is 'Day on which it was confirmed or set aside';
comment on column escalation_list.answered_by is 'Name of the person who did so';
comment on column escalation_list.note is 'Why it was set aside';
comment on column escalation_list.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column escalation_list.example is 'Invented for the demonstration';
call guard('escalation_list');

create table escalation_entry (
  inspectorate_id uuid not null references inspectorate,
  list uuid not null,
  workplace uuid not null,
  reason text not null,
  place int not null,
  primary key (inspectorate_id, list, workplace),
  foreign key (inspectorate_id, list) references escalation_list (inspectorate_id, id)
);
comment on table escalation_entry is 'A workplace on a drawn list, and why it is there. The list is frozen: later evidence does not change it.';
comment on column escalation_entry.inspectorate_id is 'The tenant';
comment on column escalation_entry.list is 'The list';
comment on column escalation_entry.workplace is 'Id of the workplace in the register when it was drawn';
comment on column escalation_entry.reason is 'whole, worst, random: how it was drawn; gate: its gate opened';
comment on column escalation_entry.place is 'Its place in the order of the draw, from 1';
call guard('escalation_entry');

create table plan_workplace (
  inspectorate_id uuid not null references inspectorate,
  plan_id uuid not null,
  workplace uuid not null,
  name text not null,
  legal_name text not null default '',
  identifier text not null default '',
  address text not null default '',
  city text not null default '',
  postcode text not null default '',
  region text not null default '',
  county text not null default '',
  county_code text not null default '',
  section text not null default '',
  industry_code text not null default '',
  industry text not null default '',
  household boolean not null default false,
  workers numeric,
  cases numeric,
  breaches numeric,
  primary key (inspectorate_id, plan_id, workplace),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id)
);
comment on table plan_workplace is 'A workplace as the plan came to know it: what the register said when it was drawn or first visited. Its records are written from this.';
comment on column plan_workplace.inspectorate_id is 'The tenant';
comment on column plan_workplace.plan_id is 'The plan that it belongs to';
comment on column plan_workplace.workplace is 'Id of the workplace in the register';
comment on column plan_workplace.name is 'Its name; a number where it has no name';
comment on column plan_workplace.legal_name is 'The name of its owner in law';
comment on column plan_workplace.identifier is 'Its number in the register';
comment on column plan_workplace.address is 'Street';
comment on column plan_workplace.city is 'Town';
comment on column plan_workplace.postcode is 'Post code';
comment on column plan_workplace.region is 'ISO 3166-2';
comment on column plan_workplace.county is 'County by name';
comment on column plan_workplace.county_code is 'County by code';
comment on column plan_workplace.section is 'ISIC section';
comment on column plan_workplace.industry_code is 'National code of the industry';
comment on column plan_workplace.industry is 'The industry as the source calls it';
comment on column plan_workplace.household is 'Whether it is a household, whose name is that of a person';
comment on column plan_workplace.workers is 'Workers, the most that a source says';
comment on column plan_workplace.cases is 'Records of cases in the answer to the question';
comment on column plan_workplace.breaches is 'Of these, those in breach';
call guard('plan_workplace');

create table workplace_event (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  escalation uuid not null,
  workplace uuid not null,
  kind text not null,
  day date not null,
  phase uuid,
  outcome text not null default '',
  until date,
  visit uuid,
  note text not null default '',
  recorded_by text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, escalation) references escalation (inspectorate_id, id),
  foreign key (inspectorate_id, phase) references escalation_phase (inspectorate_id, id)
);
create index workplace_event_of on workplace_event (inspectorate_id, escalation, workplace);
create index workplace_event_at on workplace_event (inspectorate_id, workplace);
comment on table workplace_event is 'What happened to a workplace on its way through an escalation, each thing once: later work (letters, links, case management) adds rows here and needs nothing else.';
comment on column workplace_event.inspectorate_id is 'The tenant';
comment on column workplace_event.id is 'UUID of version 7, made by the portal';
comment on column workplace_event.plan_id is 'The plan that it belongs to';
comment on column workplace_event.escalation is 'The escalation';
comment on column workplace_event.workplace is 'Id of the workplace in the register when the plan came to know it';
comment on column workplace_event.kind is 'placed, sent, bounced, answered, visited, regularised, remedied, verified, left, again';
comment on column workplace_event.day is 'Day on which it happened';
comment on column workplace_event.phase is 'Of placed and again: the phase';
comment on column workplace_event.outcome is 'Of answered: regularised, contests, asks_time, other; of visited and verified: compliant, not_compliant, not_assessed; of left: closed, moved, not_liable, duplicate, other';
comment on column workplace_event.until is 'The deadline that it sets';
comment on column workplace_event.visit is 'The visit that it comes from; it is written anew when that is put right';
comment on column workplace_event.note is 'What people know of it';
comment on column workplace_event.recorded_by is 'Name of the person who recorded it; empty where the portal did';
comment on column workplace_event.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column workplace_event.example is 'Invented for the demonstration';
call guard('workplace_event');
