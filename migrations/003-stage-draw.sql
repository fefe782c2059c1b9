-- What a stage was drawn with, so that going on with it draws the same (JSON).
ALTER TABLE stages ADD COLUMN draw TEXT;
