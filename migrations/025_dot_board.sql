-- A dot is told alone, without its note: whoever hears of it must know on which wall it lies, as with a comment.
alter table dot add column board text;
-- What was given before is written here once, for all inspectorates and by no operation: the guard steps aside for it.
alter table dot no force row level security;
alter table note no force row level security;
alter table dot disable trigger one_door;
update dot set board = note.board from note where note.inspectorate_id = dot.inspectorate_id and note.id = dot.note;
alter table dot enable trigger one_door;
alter table note force row level security;
alter table dot force row level security;
alter table dot alter column board set not null;
comment on column dot.board is 'Wall of its note';
