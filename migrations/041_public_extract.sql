-- What the public may read of a plan, at an address that needs no account.
create table public_extract (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  address text not null,
  version uuid not null,
  summary boolean not null default false,
  law boolean not null default false,
  hubs boolean not null default false,
  interventions boolean not null default false,
  goals boolean not null default false,
  joint boolean not null default false,
  positions boolean not null default false,
  budget boolean not null default false,
  published date,
  published_version numeric,
  withdrawn date,
  reason text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  unique (inspectorate_id, plan_id),
  unique (inspectorate_id, address),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, version) references plan_version (inspectorate_id, id)
);
create index public_extract_version on public_extract (inspectorate_id, version);
comment on table public_extract is 'The extract of a plan for the public: what was chosen, and what is published.';
comment on column public_extract.inspectorate_id is 'The tenant';
comment on column public_extract.id is 'UUID of version 7, made by the client or the portal';
comment on column public_extract.plan_id is 'The plan';
comment on column public_extract.address is 'Last part of its public address, for ever the same';
comment on column public_extract.version is 'The version that it is of';
comment on column public_extract.summary is 'Whether it tells its summary';
comment on column public_extract.law is 'Whether it tells the law on which it stands';
comment on column public_extract.hubs is 'Whether it tells its compliance hubs';
comment on column public_extract.interventions is 'Whether it tells its interventions';
comment on column public_extract.goals is 'Whether it tells its goals';
comment on column public_extract.joint is 'Whether it tells its joint plans';
comment on column public_extract.positions is 'Whether it tells the positions of organisations that agree';
comment on column public_extract.budget is 'Whether it tells the sum of its budget';
comment on column public_extract.published is 'Day on which it was last published; null: never';
comment on column public_extract.published_version is 'Number of the version that is published';
comment on column public_extract.withdrawn is 'Day on which it was withdrawn; null: it was not';
comment on column public_extract.reason is 'What its address says since it was withdrawn';
comment on column public_extract.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column public_extract.example is 'Invented for the demonstration';
call guard('public_extract');

-- A reader of the public knows an address, not an inspectorate: who shows it sees this one row.
create policy by_address on public_extract for select to plumbline_reader
  using (address = nullif(current_setting('plumbline.person', true), ''));

create table public_extract_content (
  inspectorate_id uuid not null references inspectorate,
  extract uuid not null,
  content text not null,
  primary key (inspectorate_id, extract),
  foreign key (inspectorate_id, extract) references public_extract (inspectorate_id, id)
);
comment on table public_extract_content is 'What is published of a plan, and nothing else: what the public page draws is read from here.';
comment on column public_extract_content.inspectorate_id is 'The tenant';
comment on column public_extract_content.extract is 'The extract';
comment on column public_extract_content.content is 'The extract as JSON; its SHA-256 stands in the log entry that published it';
call guard('public_extract_content');
