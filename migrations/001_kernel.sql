-- Roles. The portal's connection speaks as the reader; only an operation's transaction speaks as the writer.
-- Roles belong to the whole server, so another database of the same server may have made them.
do $$
declare name text;
begin
  foreach name in array array['plumbline_reader', 'plumbline_writer', 'plumbline_steward', 'plumbline_auth', 'plumbline_jobs'] loop
    begin
      execute format('create role %I nologin nosuperuser nobypassrls', name);
    exception when duplicate_object or unique_violation then null;
    end;
    execute format('grant %I to current_user', name);
  end loop;
end $$;

create schema if not exists auth;
create schema if not exists pgboss;
grant usage, create on schema auth to plumbline_auth;
grant usage, create on schema pgboss to plumbline_jobs;
do $$ begin
  execute format('grant create on database %I to plumbline_jobs', current_database());
end $$;
grant usage on schema public to plumbline_reader, plumbline_writer, plumbline_steward;

create function current_inspectorate() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('plumbline.inspectorate', true), '')::uuid $$;
comment on function current_inspectorate is 'The inspectorate for which the connection speaks; null shows no row.';

create function refuse_write_outside_operation() returns trigger language plpgsql as $$
begin
  if current_user <> 'plumbline_writer' or coalesce(current_setting('plumbline.operation', true), '') = '' then
    raise exception 'written outside an operation: % on %', tg_op, tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;
comment on function refuse_write_outside_operation is 'One door for writes: only perform sets the role and the operation.';

create procedure guard(target regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy own_inspectorate on %s using (inspectorate_id = current_inspectorate())
    with check (inspectorate_id = current_inspectorate())', target);
  execute format('create trigger one_door before insert or update or delete on %s
    for each statement execute function refuse_write_outside_operation()', target);
  execute format('create trigger one_door_truncate before truncate on %s
    for each statement execute function refuse_write_outside_operation()', target);
  execute format('grant select on %s to plumbline_reader', target);
  execute format('grant select, insert, update, delete on %s to plumbline_writer', target);
end $$;
comment on procedure guard is 'Gives a table its tenancy policy, its write guard and its grants; every table of ours calls it.';

create table inspectorate (
  inspectorate_id uuid primary key,
  id uuid not null generated always as (inspectorate_id) stored,
  name text not null,
  country text not null,
  language text not null,
  currency text not null,
  digits text not null default '',
  demonstration boolean not null default false,
  labels jsonb not null default '{}',
  made_at timestamptz not null default now()
);
comment on table inspectorate is 'A labour inspectorate: the tenant. Its labels replace the default names of axes, rings and scales.';
comment on column inspectorate.inspectorate_id is 'The tenant';
comment on column inspectorate.id is 'The same id under the name that every other table uses';
comment on column inspectorate.name is 'Name as the inspectorate writes it';
comment on column inspectorate.country is 'ISO 3166-1 alpha-3';
comment on column inspectorate.language is 'Language of the first screen, IETF tag';
comment on column inspectorate.currency is 'ISO 4217';
comment on column inspectorate.digits is 'Numbering system of figures (latn, arab); empty: as the language has it';
comment on column inspectorate.demonstration is 'Whether its plans and people are invented';
comment on column inspectorate.labels is 'Words of the method''s defaults that the inspectorate renamed: key, then language, then text';
comment on column inspectorate.made_at is 'When it was set up';
call guard('inspectorate');
create policy every_inspectorate on inspectorate for select to plumbline_steward using (true);
grant select on inspectorate to plumbline_steward;

create table person (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  account text not null,
  name text not null,
  role text not null,
  language text not null default '',
  active boolean not null default true,
  revision int not null default 1,
  primary key (inspectorate_id, id),
  unique (inspectorate_id, account)
);
create index person_account on person (account);
comment on table person is 'Who belongs to which inspectorate in which role; the password lies in schema auth.';
comment on column person.inspectorate_id is 'The tenant';
comment on column person.id is 'The person within the inspectorate';
comment on column person.account is 'Account of schema auth by which the person signs in';
comment on column person.name is 'Name as shown to colleagues';
comment on column person.role is 'administrator, planner, inspector, director, viewer';
comment on column person.language is 'Language that the person chose; empty: the inspectorate''s';
comment on column person.active is 'Whether the person may sign in';
comment on column person.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
call guard('person');
create policy own_memberships on person for select to plumbline_reader
  using (account = nullif(current_setting('plumbline.person', true), ''));

create table event_head (
  inspectorate_id uuid primary key references inspectorate,
  number bigint not null default 0,
  hash text not null default ''
);
comment on table event_head is 'Number and hash of the last entry of the log; locked last in a transaction, so that order is commit order.';
comment on column event_head.inspectorate_id is 'The tenant';
comment on column event_head.number is 'Number of the last entry';
comment on column event_head.hash is 'Hash of the last entry';
call guard('event_head');

create table event (
  inspectorate_id uuid not null references inspectorate,
  number bigint not null,
  operation text not null,
  plan_id uuid,
  person_id uuid,
  at timestamptz not null,
  text text not null,
  previous_hash text not null,
  hash text not null,
  primary key (inspectorate_id, number)
);
create index event_plan on event (inspectorate_id, plan_id, number);
comment on table event is 'The append-only log: one entry for each operation that wrote, chained by hashes.';
comment on column event.inspectorate_id is 'The tenant';
comment on column event.number is 'Counts without a gap within the inspectorate';
comment on column event.operation is 'Name of the operation';
comment on column event.plan_id is 'Plan that it touched, if one';
comment on column event.person_id is 'Who did it; null: the portal itself';
comment on column event.at is 'When, as the portal''s clock had it';
comment on column event.text is 'The entry exactly as it was hashed (JSON)';
comment on column event.previous_hash is 'Hash of the entry before';
comment on column event.hash is 'SHA-256 of the previous hash and the text';
call guard('event');
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only' using errcode = '42501';
end $$;
comment on function refuse_rewriting is 'An entry of the log is never changed or removed.';
create trigger append_only before update or delete or truncate on event for each statement execute function refuse_rewriting();

create table operation_done (
  inspectorate_id uuid not null references inspectorate deferrable initially deferred,
  id uuid not null,
  operation text not null,
  person_id uuid,
  input_hash text not null,
  answer text not null,
  at timestamptz not null default now(),
  primary key (inspectorate_id, id)
);
comment on table operation_done is 'Operations by the id that the client made: sent twice, one happens once and answers the same.';
comment on column operation_done.inspectorate_id is 'The tenant';
comment on column operation_done.id is 'The client''s id';
comment on column operation_done.operation is 'Name of the operation';
comment on column operation_done.person_id is 'Who sent it';
comment on column operation_done.input_hash is 'SHA-256 of the input: the same id with another input is refused';
comment on column operation_done.answer is 'What was answered (JSON)';
comment on column operation_done.at is 'When';
call guard('operation_done');
