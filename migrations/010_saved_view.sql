-- A state of the dashboard or a question of one's own under a name, so that it can be opened again and sent to others.
create table saved_view (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  person_id uuid not null,
  name text not null,
  page text not null,
  query text not null,
  shared boolean not null default false,
  basis jsonb not null default '[]',
  at timestamptz not null,
  revision int not null default 1,
  primary key (inspectorate_id, id)
);
create unique index saved_view_name on saved_view (inspectorate_id, person_id, page, lower(name));
comment on table saved_view is 'A view of the figures that a person saved: theirs alone, or shared with the inspectorate.';
comment on column saved_view.inspectorate_id is 'The tenant';
comment on column saved_view.id is 'UUID of version 7; the address of the view';
comment on column saved_view.person_id is 'Who saved it, and alone may change it';
comment on column saved_view.name is 'Name as people wrote it; one view of a name for each person and page';
comment on column saved_view.page is 'dashboard, or table: a question of one''s own';
comment on column saved_view.query is 'What is chosen, compared or asked, as the page''s address has it';
comment on column saved_view.shared is 'Whether everybody of the inspectorate who may see the evidence may open it';
comment on column saved_view.basis is 'The data sets that counted when it was saved, each with its version';
comment on column saved_view.at is 'When it was saved or replaced';
comment on column saved_view.revision is 'Counts changes';
call guard('saved_view');
