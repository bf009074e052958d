-- The workshop: people in a room plan together. Its rows are kept under the plan; what is decided becomes the plan's own records.
create table workshop (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  title text not null default '',
  code text not null default '',
  status text not null default '',
  door text not null default '',
  groups text not null default '',
  dots numeric not null default 3,
  live_votes boolean not null default false,
  item uuid,
  board text not null default '',
  work text not null default '',
  phase text not null default '',
  timer_ends bigint,
  timer_left bigint,
  locked boolean not null default false,
  follow boolean not null default true,
  spotlight uuid,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id)
);
create index workshop_plan on workshop (inspectorate_id, plan_id);
create unique index workshop_code on workshop (code) where status = 'open';
comment on table workshop is 'A workshop of one plan: who may come in, which exercise is under way, in which phase it is.';
comment on column workshop.inspectorate_id is 'The tenant';
comment on column workshop.id is 'UUID of version 7, made by the client or the portal';
comment on column workshop.plan_id is 'The plan that is made';
comment on column workshop.title is 'Title';
comment on column workshop.code is 'Six letters by which one joins; unique among all open workshops of the portal';
comment on column workshop.status is 'open or closed; a closed one lets nobody in';
comment on column workshop.door is 'ask: a facilitator admits each guest; open: who has the code is in';
comment on column workshop.groups is 'Names of the break-out groups, one a line';
comment on column workshop.dots is 'How many dots each person has in a vote on one board';
comment on column workshop.live_votes is 'Whether votes are shown while they are cast';
comment on column workshop.item is 'Item of the agenda that is under way';
comment on column workshop.board is 'Board of that item';
comment on column workshop.work is 'plenary, or groups: each group sees its own notes';
comment on column workshop.phase is 'explain, brainstorm, reveal, cluster, discuss, vote, decide';
comment on column workshop.timer_ends is 'When the timer ends, milliseconds since 1970; null: it does not run';
comment on column workshop.timer_left is 'Milliseconds that were left when the timer was paused; null: it is not paused';
comment on column workshop.locked is 'Whether only facilitators may change anything at present';
comment on column workshop.follow is 'Whether everybody''s screen shows the board that is under way';
comment on column workshop.spotlight is 'The note that everybody is to look at';
comment on column workshop.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column workshop.example is 'Invented for the demonstration';
call guard('workshop');
-- A guest knows a code, not an inspectorate: who shows the code of an open workshop sees this one row.
create policy by_code on workshop for select to plumbline_reader
  using (status = 'open' and code = nullif(current_setting('plumbline.person', true), ''));

create table agenda_item (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  workshop uuid not null,
  day numeric not null default 1,
  position numeric not null default 0,
  title text not null default '',
  board text not null default '',
  work text not null default '',
  minutes numeric,
  hub uuid,
  target uuid,
  note text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, workshop) references workshop (inspectorate_id, id)
);
create index agenda_item_workshop on agenda_item (inspectorate_id, workshop);
comment on table agenda_item is 'One item of a workshop''s agenda: an exercise on a board, or anything else that takes time.';
comment on column agenda_item.inspectorate_id is 'The tenant';
comment on column agenda_item.id is 'UUID of version 7, made by the client or the portal';
comment on column agenda_item.plan_id is 'Plan';
comment on column agenda_item.workshop is 'Workshop';
comment on column agenda_item.day is 'Day of the workshop, from 1';
comment on column agenda_item.position is 'Order within the day';
comment on column agenda_item.title is 'Title';
comment on column agenda_item.board is 'Board on which it is worked; empty: none, such as the welcome';
comment on column agenda_item.work is 'plenary or groups';
comment on column agenda_item.minutes is 'Minutes planned for it';
comment on column agenda_item.hub is 'Hub that it is about, where the exercise is about one';
comment on column agenda_item.target is 'Target that it is about, where the exercise is about one';
comment on column agenda_item.note is 'What the facilitator wants to remember';
comment on column agenda_item.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column agenda_item.example is 'Invented for the demonstration';
call guard('agenda_item');

create table participant (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  workshop uuid not null,
  name text not null default '',
  group_name text not null default '',
  state text not null default '',
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, workshop) references workshop (inspectorate_id, id)
);
create index participant_workshop on participant (inspectorate_id, workshop);
comment on table participant is 'A guest of a workshop: without an account, under the name that they gave, which may be a pseudonym.';
comment on column participant.inspectorate_id is 'The tenant';
comment on column participant.id is 'UUID of version 7, made by the portal';
comment on column participant.plan_id is 'Plan';
comment on column participant.workshop is 'Workshop';
comment on column participant.name is 'Name or pseudonym';
comment on column participant.group_name is 'Break-out group; empty: none';
comment on column participant.state is 'waiting, admitted, removed';
comment on column participant.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column participant.example is 'Invented for the demonstration';
call guard('participant');

create table participant_token (
  inspectorate_id uuid not null references inspectorate,
  participant uuid not null,
  hash text not null,
  primary key (inspectorate_id, participant),
  foreign key (inspectorate_id, participant) references participant (inspectorate_id, id)
);
comment on table participant_token is 'By what a guest''s browser is known again; apart from the guest, so that it stands in no log and no answer.';
comment on column participant_token.inspectorate_id is 'The tenant';
comment on column participant_token.participant is 'The guest';
comment on column participant_token.hash is 'SHA-256 of the random word in the guest''s cookie';
call guard('participant_token');

create table note (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  workshop uuid not null,
  board text not null,
  text text not null default '',
  place jsonb not null default '{}',
  colour text not null default '',
  cluster text not null default '',
  author uuid not null,
  group_name text not null default '',
  apart boolean not null default false,
  state text not null default '',
  dots numeric,
  moved_by uuid,
  record_kind text not null default '',
  record uuid,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, workshop) references workshop (inspectorate_id, id)
);
create index note_workshop on note (inspectorate_id, workshop, board);
comment on table note is 'A note on a board of a workshop. Decided, it has become a record of the plan.';
comment on column note.inspectorate_id is 'The tenant';
comment on column note.id is 'Id of the operation that made it, which its sender made';
comment on column note.plan_id is 'Plan';
comment on column note.workshop is 'Workshop';
comment on column note.board is 'The wall on which it stands: the name of the board that owns its notes';
comment on column note.text is 'What it says';
comment on column note.place is 'Where it stands: fields of the record that it may become, by their names; x and y, 0 to 100, mean nothing beyond the canvas';
comment on column note.colour is 'Category 1 to 6; empty: none';
comment on column note.cluster is 'Name of the cluster that it belongs to; empty: none';
comment on column note.author is 'Participant or person who wrote it';
comment on column note.group_name is 'Break-out group in which it was written';
comment on column note.apart is 'Only its group sees it, until the groups are merged';
comment on column note.state is 'drafted (hidden from others), shown, parked, decided, removed';
comment on column note.dots is 'Votes that it got; null while none were counted';
comment on column note.moved_by is 'Who moved it last';
comment on column note.record_kind is 'Kind of the record that it became';
comment on column note.record is 'The record that it became';
comment on column note.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column note.example is 'Invented for the demonstration';
call guard('note');

create table dot (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  workshop uuid not null,
  note uuid not null,
  author uuid not null,
  count numeric not null default 1,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  unique (inspectorate_id, note, author),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, workshop) references workshop (inspectorate_id, id),
  foreign key (inspectorate_id, note) references note (inspectorate_id, id)
);
create index dot_workshop on dot (inspectorate_id, workshop);
comment on table dot is 'How many dots one person gave a note. Told to nobody else.';
comment on column dot.inspectorate_id is 'The tenant';
comment on column dot.id is 'UUID of version 7, made by the portal';
comment on column dot.plan_id is 'Plan';
comment on column dot.workshop is 'Workshop';
comment on column dot.note is 'Note';
comment on column dot.author is 'Who gave them';
comment on column dot.count is 'How many';
comment on column dot.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column dot.example is 'Invented for the demonstration';
call guard('dot');

create table note_comment (
  inspectorate_id uuid not null references inspectorate,
  id uuid not null,
  plan_id uuid not null,
  workshop uuid not null,
  note uuid not null,
  board text not null,
  text text not null default '',
  author uuid not null,
  group_name text not null default '',
  apart boolean not null default false,
  revision int not null default 1,
  example boolean not null default false,
  primary key (inspectorate_id, id),
  foreign key (inspectorate_id, plan_id) references plan (inspectorate_id, id),
  foreign key (inspectorate_id, workshop) references workshop (inspectorate_id, id),
  foreign key (inspectorate_id, note) references note (inspectorate_id, id)
);
create index note_comment_workshop on note_comment (inspectorate_id, workshop);
comment on table note_comment is 'What somebody says about a note.';
comment on column note_comment.inspectorate_id is 'The tenant';
comment on column note_comment.id is 'Id of the operation that made it, which its sender made';
comment on column note_comment.plan_id is 'Plan';
comment on column note_comment.workshop is 'Workshop';
comment on column note_comment.note is 'Note';
comment on column note_comment.board is 'The wall on which the note stands';
comment on column note_comment.text is 'What is said';
comment on column note_comment.author is 'Participant or person who said it';
comment on column note_comment.group_name is 'Break-out group of the note';
comment on column note_comment.apart is 'Only that group sees it, until the groups are merged';
comment on column note_comment.revision is 'Counts changes, so that two people cannot overwrite each other unseen';
comment on column note_comment.example is 'Invented for the demonstration';
call guard('note_comment');
