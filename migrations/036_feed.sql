-- Addresses under which a calendar asks for the days of a plan, without signing in: secret, of one person, and renewed at will.
create table feed (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  person_id uuid not null,
  owner text not null default '',
  language text not null default '',
  secret text not null,
  primary key (inspectorate_id, id),
  unique (inspectorate_id, secret),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id) on delete cascade
);
create index feed_of_plan on feed (inspectorate_id, plan_id);
comment on table feed is 'An iCalendar feed of a plan. Whoever has its address reads the days of the plan as the person who made it.';
comment on column feed.inspectorate_id is 'The tenant';
comment on column feed.id is 'UUID of version 7';
comment on column feed.plan_id is 'The plan';
comment on column feed.person_id is 'Who made it; it is empty once that person may no longer sign in';
comment on column feed.owner is 'Whose interventions, as the chart names them; empty: all of the plan';
comment on column feed.language is 'Language of its sentences, IETF tag';
comment on column feed.secret is 'The part of the address that nobody can guess; renewing makes another';
call guard('feed');
