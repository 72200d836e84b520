-- Calls are recorded as they begin and as they are answered: what has no end lives, or was left alone by its node.
create index calls_that_live on calls (switch_id) where ended_at is null;
