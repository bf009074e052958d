-- An intervention keeps its family (what it does to compliance) and gets a kind (what is done: by it, it is work).
alter table intervention add column kind text not null default '';
comment on column intervention.kind is 'campaign, training, guidance, letter, self_assessment, visits, joint_action, memorandum, condition, acclaim, shame, proposal; empty: not said yet';
