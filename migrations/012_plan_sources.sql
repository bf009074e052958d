-- A plan says which sources matter for it, as it does of mandates and resources.
alter table plan add column sources uuid[] not null default '{}';
comment on column plan.sources is 'Sources that matter for this plan; empty: all of the inspectorate';
