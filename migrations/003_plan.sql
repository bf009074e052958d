-- The plan: what the inspectorate enters in the six steps of the method.

create table plan (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  title text not null default '',
  summary text not null default '',
  starts date,
  ends date,
  status text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id)
);
comment on table plan is 'A strategic compliance plan: one short strategy or several years.';
comment on column plan.inspectorate_id is 'The tenant';
comment on column plan.id is 'UUID of version 7, made by the client or the portal';
comment on column plan.title is 'Title';
comment on column plan.summary is 'What it is for';
comment on column plan.starts is 'First day';
comment on column plan.ends is 'Last day';
comment on column plan.status is 'draft, agreed, under_way, closed';
comment on column plan.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column plan.example is 'Invented for the demonstration';
call guard('plan');

create table mandate (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  kind text not null default '',
  form text not null default '',
  title text not null default '',
  reference text not null default '',
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id)
);
comment on table mandate is 'Step 1.1: a formal or informal must of the inspectorate.';
comment on column mandate.inspectorate_id is 'The tenant';
comment on column mandate.id is 'UUID of version 7, made by the client or the portal';
comment on column mandate.kind is 'legal, policy or political';
comment on column mandate.form is 'law, convention, comment of the supervisory bodies, work plan …';
comment on column mandate.title is 'Title';
comment on column mandate.reference is 'Where it stands';
comment on column mandate.note is 'Remark';
comment on column mandate.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column mandate.example is 'Invented for the demonstration';
call guard('mandate');

create table resource (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  kind text not null default '',
  name text not null default '',
  quantity numeric,
  unit text not null default '',
  needed numeric,
  untapped boolean not null default false,
  last_used date,
  hindrance text not null default '',
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id)
);
comment on table resource is 'Step 1.2: what the inspectorate may deploy.';
comment on column resource.inspectorate_id is 'The tenant';
comment on column resource.id is 'UUID of version 7, made by the client or the portal';
comment on column resource.kind is 'operational, human, financial, technological, physical, informational';
comment on column resource.name is 'What it is';
comment on column resource.quantity is 'How much there is';
comment on column resource.unit is 'Unit of the quantity';
comment on column resource.needed is 'How much is needed';
comment on column resource.untapped is 'Whether it lies unused';
comment on column resource.last_used is 'When a power was last used; null: never';
comment on column resource.hindrance is 'What hinders its use';
comment on column resource.note is 'Remark';
comment on column resource.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column resource.example is 'Invented for the demonstration';
call guard('resource');

create table source (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  kind text not null default '',
  form text not null default '',
  name text not null default '',
  data_set text not null default '',
  period text not null default '',
  grade text not null default '',
  finding text not null default '',
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id)
);
comment on table source is 'Step 1.3: a source of enforcement or compliance data, of figures or of words.';
comment on column source.inspectorate_id is 'The tenant';
comment on column source.id is 'UUID of version 7, made by the client or the portal';
comment on column source.kind is 'enforcement or compliance';
comment on column source.form is 'data_set, press, study, testimony, survey, other';
comment on column source.name is 'Name';
comment on column source.data_set is 'Id of the data set, where it is one';
comment on column source.period is 'Period that it covers';
comment on column source.grade is 'a measured, b documented, c reported, d hearsay';
comment on column source.finding is 'What it says';
comment on column source.note is 'Remark';
comment on column source.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column source.example is 'Invented for the demonstration';
call guard('source');

create table issue (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  name text not null default '',
  provision text not null default '',
  evidence_issue text not null default '',
  priority numeric,
  compliance numeric,
  confirmed boolean not null default false,
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table issue is 'Step 2.1: a provision on conditions of work that the inspectorate can enforce.';
comment on column issue.inspectorate_id is 'The tenant';
comment on column issue.id is 'UUID of version 7, made by the client or the portal';
comment on column issue.plan_id is 'Plan';
comment on column issue.name is 'Name';
comment on column issue.provision is 'Legal provision';
comment on column issue.evidence_issue is 'Code under which the evidence counts it';
comment on column issue.priority is 'Place in the matrix, 0 low to 100 high';
comment on column issue.compliance is 'Place in the matrix, 0 low to 100 high';
comment on column issue.confirmed is 'Whether people confirmed the place';
comment on column issue.note is 'Remark';
comment on column issue.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column issue.example is 'Invented for the demonstration';
call guard('issue');
create index issue_plan on issue (inspectorate_id, plan_id);

create table target (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  name text not null default '',
  county text not null default '',
  industry text not null default '',
  business_model text not null default '',
  priority numeric,
  compliance numeric,
  confirmed boolean not null default false,
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table target is 'Step 2.1: employers, workers and worksites of a region, sector or business model.';
comment on column target.inspectorate_id is 'The tenant';
comment on column target.id is 'UUID of version 7, made by the client or the portal';
comment on column target.plan_id is 'Plan';
comment on column target.name is 'Name';
comment on column target.county is 'Region as the evidence codes it';
comment on column target.industry is 'Industry as the evidence codes it';
comment on column target.business_model is 'Business model';
comment on column target.priority is 'Place in the matrix, 0 low to 100 high';
comment on column target.compliance is 'Place in the matrix, 0 low to 100 high';
comment on column target.confirmed is 'Whether people confirmed the place';
comment on column target.note is 'Remark';
comment on column target.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column target.example is 'Invented for the demonstration';
call guard('target');
create index target_plan on target (inspectorate_id, plan_id);

create table hub (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  issue uuid not null,
  target uuid not null,
  means boolean not null default false,
  chosen boolean not null default false,
  reason text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, issue) references issue (inspectorate_id, id),
  foreign key (inspectorate_id, target) references target (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table hub is 'Step 2.2: a pair of issue and target in the Venn of Success; chosen, a compliance hub.';
comment on column hub.inspectorate_id is 'The tenant';
comment on column hub.id is 'UUID of version 7, made by the client or the portal';
comment on column hub.plan_id is 'Plan';
comment on column hub.issue is 'Issue';
comment on column hub.target is 'Target';
comment on column hub.means is 'Whether there are means to act';
comment on column hub.chosen is 'Whether it was chosen as a hub';
comment on column hub.reason is 'Why it was chosen or left';
comment on column hub.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column hub.example is 'Invented for the demonstration';
call guard('hub');
create index hub_plan on hub (inspectorate_id, plan_id);
create index hub_issue on hub (inspectorate_id, issue);
create index hub_target on hub (inspectorate_id, target);

create table employer (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  target uuid not null,
  name text not null default '',
  role text not null default '',
  workplaces numeric,
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, target) references target (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table employer is 'Step 2.3: who employs in the target.';
comment on column employer.inspectorate_id is 'The tenant';
comment on column employer.id is 'UUID of version 7, made by the client or the portal';
comment on column employer.plan_id is 'Plan';
comment on column employer.target is 'Target';
comment on column employer.name is 'Name';
comment on column employer.role is 'Role in the business model';
comment on column employer.workplaces is 'Number of workplaces';
comment on column employer.note is 'Remark';
comment on column employer.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column employer.example is 'Invented for the demonstration';
call guard('employer');
create index employer_plan on employer (inspectorate_id, plan_id);
create index employer_target on employer (inspectorate_id, target);

create table business_link (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  from_employer uuid not null,
  to_employer uuid not null,
  kind text not null default '',
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, from_employer) references employer (inspectorate_id, id),
  foreign key (inspectorate_id, to_employer) references employer (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table business_link is 'Step 2.3: a link of the business model between two employers.';
comment on column business_link.inspectorate_id is 'The tenant';
comment on column business_link.id is 'UUID of version 7, made by the client or the portal';
comment on column business_link.plan_id is 'Plan';
comment on column business_link.from_employer is 'Who gives the work';
comment on column business_link.to_employer is 'Who takes it';
comment on column business_link.kind is 'contractor, franchise, labour provider …';
comment on column business_link.note is 'Remark';
comment on column business_link.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column business_link.example is 'Invented for the demonstration';
call guard('business_link');
create index business_link_plan on business_link (inspectorate_id, plan_id);
create index business_link_from_employer on business_link (inspectorate_id, from_employer);
create index business_link_to_employer on business_link (inspectorate_id, to_employer);

create table why (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  hub uuid not null,
  parent uuid,
  text text not null default '',
  basis text not null default '',
  evidence text not null default '',
  changeable_by text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, hub) references hub (inspectorate_id, id),
  foreign key (inspectorate_id, parent) references why (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table why is 'Step 3.1: an answer to why, under a hub or under another answer.';
comment on column why.inspectorate_id is 'The tenant';
comment on column why.id is 'UUID of version 7, made by the client or the portal';
comment on column why.plan_id is 'Plan';
comment on column why.hub is 'Hub';
comment on column why.parent is 'Answer under which it hangs';
comment on column why.text is 'The answer';
comment on column why.basis is 'records, testimony, belief';
comment on column why.evidence is 'What it rests on';
comment on column why.changeable_by is 'Actor or rule that can be changed: the stop';
comment on column why.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column why.example is 'Invented for the demonstration';
call guard('why');
create index why_plan on why (inspectorate_id, plan_id);
create index why_hub on why (inspectorate_id, hub);
create index why_parent on why (inspectorate_id, parent);

create table influence (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  hub uuid not null,
  name text not null default '',
  sign text not null default '',
  reach text not null default '',
  kind text not null default '',
  works text not null default '',
  wielder text not null default '',
  strength numeric,
  lever text not null default '',
  why uuid,
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, hub) references hub (inspectorate_id, id),
  foreign key (inspectorate_id, why) references why (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table influence is 'Step 3.2: what makes employers comply, or not.';
comment on column influence.inspectorate_id is 'The tenant';
comment on column influence.id is 'UUID of version 7, made by the client or the portal';
comment on column influence.plan_id is 'Plan';
comment on column influence.hub is 'Hub';
comment on column influence.name is 'Name';
comment on column influence.sign is 'positive or negative';
comment on column influence.reach is 'direct or indirect';
comment on column influence.kind is 'behavioural, market, legal …';
comment on column influence.works is 'How it works';
comment on column influence.wielder is 'Who wields it or could';
comment on column influence.strength is '1 weak to 5 strong';
comment on column influence.lever is 'How to enhance or reduce it';
comment on column influence.why is 'The why it comes from';
comment on column influence.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column influence.example is 'Invented for the demonstration';
call guard('influence');
create index influence_plan on influence (inspectorate_id, plan_id);
create index influence_hub on influence (inspectorate_id, hub);
create index influence_why on influence (inspectorate_id, why);

create table stakeholder (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  name text not null default '',
  category text not null default '',
  public_authority boolean not null default false,
  influence text not null default '',
  in_kind text not null default '',
  fills uuid,
  connections text not null default '',
  present_ring text not null default '',
  desired_ring text not null default '',
  approach text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, fills) references resource (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table stakeholder is 'Step 4.1: who does or can influence compliance.';
comment on column stakeholder.inspectorate_id is 'The tenant';
comment on column stakeholder.id is 'UUID of version 7, made by the client or the portal';
comment on column stakeholder.plan_id is 'Plan';
comment on column stakeholder.name is 'Name';
comment on column stakeholder.category is 'One of the six categories';
comment on column stakeholder.public_authority is 'Whether it is a public authority';
comment on column stakeholder.influence is 'Influence that it might wield';
comment on column stakeholder.in_kind is 'Resources in kind that it might give';
comment on column stakeholder.fills is 'Resource whose gap it might fill';
comment on column stakeholder.connections is 'Doors that it might open';
comment on column stakeholder.present_ring is 'Ring of the bullseye today';
comment on column stakeholder.desired_ring is 'Ring that the plan needs';
comment on column stakeholder.approach is 'How to win it over, work with it or limit it';
comment on column stakeholder.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column stakeholder.example is 'Invented for the demonstration';
call guard('stakeholder');
create index stakeholder_plan on stakeholder (inspectorate_id, plan_id);
create index stakeholder_fills on stakeholder (inspectorate_id, fills);

create table stakeholder_hub (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  stakeholder uuid not null,
  hub uuid not null,
  weight numeric,
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, stakeholder) references stakeholder (inspectorate_id, id),
  foreign key (inspectorate_id, hub) references hub (inspectorate_id, id),
  unique (inspectorate_id, stakeholder, hub),
  primary key (inspectorate_id, id)
);
comment on table stakeholder_hub is 'Step 4.3: influence of a stakeholder over a hub.';
comment on column stakeholder_hub.inspectorate_id is 'The tenant';
comment on column stakeholder_hub.id is 'UUID of version 7, made by the client or the portal';
comment on column stakeholder_hub.plan_id is 'Plan';
comment on column stakeholder_hub.stakeholder is 'Stakeholder';
comment on column stakeholder_hub.hub is 'Hub';
comment on column stakeholder_hub.weight is '0 none to 3 most';
comment on column stakeholder_hub.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column stakeholder_hub.example is 'Invented for the demonstration';
call guard('stakeholder_hub');
create index stakeholder_hub_plan on stakeholder_hub (inspectorate_id, plan_id);
create index stakeholder_hub_stakeholder on stakeholder_hub (inspectorate_id, stakeholder);
create index stakeholder_hub_hub on stakeholder_hub (inspectorate_id, hub);

create table intervention (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  hub uuid not null,
  name text not null default '',
  family text not null default '',
  carried_out_by uuid,
  influences uuid[] not null default '{}',
  stakeholders uuid[] not null default '{}',
  note text not null default '',
  impact numeric,
  effort numeric,
  reach numeric,
  sustainability numeric,
  feasibility numeric,
  leverage numeric,
  cost numeric,
  risk numeric,
  phase numeric,
  owner text not null default '',
  starts date,
  ends date,
  resources text not null default '',
  budget numeric,
  indicator text not null default '',
  baseline numeric,
  baseline_unit text not null default '',
  baseline_source text not null default '',
  goal numeric,
  status text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, hub) references hub (inspectorate_id, id),
  foreign key (inspectorate_id, carried_out_by) references stakeholder (inspectorate_id, id),
  primary key (inspectorate_id, id)
);
comment on table intervention is 'Step 5, and its line in the chart of step 6.';
comment on column intervention.inspectorate_id is 'The tenant';
comment on column intervention.id is 'UUID of version 7, made by the client or the portal';
comment on column intervention.plan_id is 'Plan';
comment on column intervention.hub is 'Hub';
comment on column intervention.name is 'Name';
comment on column intervention.family is 'enforcement, education, communication, political, systemic';
comment on column intervention.carried_out_by is 'Who carries it out; null: the inspectorate';
comment on column intervention.influences is 'Influences that it addresses';
comment on column intervention.stakeholders is 'Stakeholders that take part';
comment on column intervention.note is 'Remark';
comment on column intervention.impact is '1 to 5';
comment on column intervention.effort is '1 to 5';
comment on column intervention.reach is '1 to 5';
comment on column intervention.sustainability is '1 to 5';
comment on column intervention.feasibility is '1 to 5';
comment on column intervention.leverage is '1 to 5';
comment on column intervention.cost is '1 to 5';
comment on column intervention.risk is '1 to 5';
comment on column intervention.phase is 'Phase of the escalation';
comment on column intervention.owner is 'Who answers for it';
comment on column intervention.starts is 'First day';
comment on column intervention.ends is 'Last day';
comment on column intervention.resources is 'Resources that it takes';
comment on column intervention.budget is 'Budget in the inspectorate''s currency';
comment on column intervention.indicator is 'By what its effect is known';
comment on column intervention.baseline is 'Value before';
comment on column intervention.baseline_unit is 'Unit of baseline and goal';
comment on column intervention.baseline_source is 'Where the baseline comes from';
comment on column intervention.goal is 'Value aimed at';
comment on column intervention.status is 'idea, agreed, under_way, done';
comment on column intervention.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column intervention.example is 'Invented for the demonstration';
call guard('intervention');
create index intervention_plan on intervention (inspectorate_id, plan_id);
create index intervention_hub on intervention (inspectorate_id, hub);
create index intervention_carried_out_by on intervention (inspectorate_id, carried_out_by);
