-- A place to rehearse a workshop: an inspectorate of its own, which the same policies keep apart from every other.
alter table inspectorate add column practice boolean not null default false;
comment on column inspectorate.practice is 'Whether it is one person''s place to rehearse: nothing in it is meant';

create table rehearsal (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  workshop uuid not null,
  day numeric not null default 1,
  size numeric not null,
  groups text not null default '',
  language text not null,
  seed numeric not null,
  pace text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id)
);
create unique index rehearsal_one on rehearsal (inspectorate_id);
comment on table rehearsal is 'The rehearsal that is under way in a place to rehearse: its workshop, and who takes part in it.';
comment on column rehearsal.inspectorate_id is 'The tenant, a place to rehearse';
comment on column rehearsal.id is 'UUID of version 7, made by the portal';
comment on column rehearsal.plan_id is 'The plan that is played with';
comment on column rehearsal.workshop is 'The workshop that is rehearsed; another after each beginning';
comment on column rehearsal.day is 'Day of the workshop at which it begins: what the days before make is there';
comment on column rehearsal.size is 'How many simulated people take part';
comment on column rehearsal.groups is 'Names of the break-out groups, one a line';
comment on column rehearsal.language is 'Language of the plan and of what the people write';
comment on column rehearsal.seed is 'From which all chance follows';
comment on column rehearsal.pace is 'paused, calm, hurried';
comment on column rehearsal.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column rehearsal.example is 'Invented for the demonstration';
call guard('rehearsal');

alter table participant add column simulated boolean default false;
comment on column participant.simulated is 'Whether the portal itself plays this guest: only where one rehearses';

create function refuse_outside_practice() returns trigger language plpgsql as $$
begin
  if not exists (select from inspectorate where inspectorate_id = new.inspectorate_id and practice) then
    raise exception 'nobody is simulated outside a rehearsal: %', tg_table_name using errcode = '42501';
  end if;
  return new;
end $$;
comment on function refuse_outside_practice is 'Simulated people and rehearsals are only where one rehearses.';
create trigger only_in_practice before insert or update on rehearsal for each row execute function refuse_outside_practice();
create trigger only_in_practice before insert or update on participant for each row when (new.simulated)
  execute function refuse_outside_practice();
