-- Mandates and resources belong to the inspectorate; a plan says which of them matter for it, and a pair by which means one can act.
alter table plan add column mandates uuid[] not null default '{}';
alter table plan add column resources uuid[] not null default '{}';
alter table hub add column resources uuid[] not null default '{}';
comment on column plan.mandates is 'Mandates that matter for this plan; empty: all of the inspectorate';
comment on column plan.resources is 'Resources that matter for this plan; empty: all of the inspectorate';
comment on column hub.resources is 'Resources that are the means to act on this pair';
