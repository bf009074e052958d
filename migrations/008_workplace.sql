-- The register of workplaces is made from the evidence. Here stands only what people did to it: what they said of a workplace, how
-- firms are bound, and which entries of the register are one workplace or two.
create table workplace (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  name text not null,
  registration text not null default '',
  setting text not null default '',
  formalised_on date,
  formalised_by text not null default '',
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id)
);
comment on table workplace is 'A workplace on which somebody acted, under the id that the evidence gave it.';
comment on column workplace.inspectorate_id is 'The tenant';
comment on column workplace.id is 'The id of one of its entries in the register';
comment on column workplace.name is 'Its name when somebody first acted on it, or as people write it since';
comment on column workplace.registration is 'registered, unregistered; empty: as the source says';
comment on column workplace.setting is 'fixed, mobile, seasonal, household; empty: as the source says';
comment on column workplace.formalised_on is 'Day on which an unregistered unit was registered: an outcome';
comment on column workplace.formalised_by is 'Through what it came to be registered, or by whom';
comment on column workplace.note is 'What people know of it';
comment on column workplace.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column workplace.example is 'Invented for the demonstration';
call guard('workplace');

create table workplace_link (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  from_workplace uuid not null,
  to_workplace uuid not null,
  kind text not null,
  since date,
  until date,
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, from_workplace) references workplace (inspectorate_id, id),
  foreign key (inspectorate_id, to_workplace) references workplace (inspectorate_id, id)
);
create index workplace_link_from on workplace_link (inspectorate_id, from_workplace);
create index workplace_link_to on workplace_link (inspectorate_id, to_workplace);
comment on table workplace_link is 'How two firms are bound: one is the principal, contractor, franchisor, labour provider or buyer of the other.';
comment on column workplace_link.inspectorate_id is 'The tenant';
comment on column workplace_link.id is 'The link';
comment on column workplace_link.from_workplace is 'The one that is something to the other';
comment on column workplace_link.to_workplace is 'The other';
comment on column workplace_link.kind is 'principal, contractor, subcontractor, franchise, labour_provider, buyer';
comment on column workplace_link.since is 'Since when';
comment on column workplace_link.until is 'Until when; empty: it holds';
comment on column workplace_link.note is 'How it is known';
comment on column workplace_link.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column workplace_link.example is 'Invented for the demonstration';
call guard('workplace_link');

create table workplace_decision (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  first uuid not null,
  second uuid not null,
  verdict text not null,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  unique (inspectorate_id, first, second),
  check (first < second)
);
create index workplace_decision_second on workplace_decision (inspectorate_id, second);
comment on table workplace_decision is 'What a person said of two entries of the register. Their ids come from what the files say, so it outlives every import.';
comment on column workplace_decision.inspectorate_id is 'The tenant';
comment on column workplace_decision.id is 'The decision';
comment on column workplace_decision.first is 'One entry, the smaller id';
comment on column workplace_decision.second is 'The other entry';
comment on column workplace_decision.verdict is 'same, different, later';
comment on column workplace_decision.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column workplace_decision.example is 'Invented for the demonstration';
call guard('workplace_decision');

-- The history of a workplace is read from the log, by the ids that stand in its entries.
create index event_workplace on event (inspectorate_id, number) where text like '%"record":"workplace%';
