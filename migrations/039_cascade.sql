-- What is deleted with the record to which it belongs is deleted by the database itself, as the owner of the table and from within a
-- trigger: the write that caused it has passed the door.
create or replace function refuse_write_outside_operation() returns trigger language plpgsql as $$
begin
  if (current_user <> 'plumbline_writer' and pg_trigger_depth() < 2)
    or coalesce(current_setting('plumbline.operation', true), '') = '' then
    raise exception 'written outside an operation: % on %', tg_op, tg_table_name using errcode = '42501';
  end if;
  return null;
end $$;
