-- People that one question of a round wants, where it is not as many as the round's others.
ALTER TABLE round_items ADD COLUMN annotators BIGINT;
