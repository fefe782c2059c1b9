-- What was said is never edited and never deleted: the database itself refuses it.

-- only sqlite
CREATE TRIGGER catalogs_not_edited BEFORE UPDATE ON catalogs BEGIN SELECT RAISE(ABORT, 'catalogs are only ever added to'); END;
CREATE TRIGGER catalogs_not_deleted BEFORE DELETE ON catalogs BEGIN SELECT RAISE(ABORT, 'catalogs are only ever added to'); END;
CREATE TRIGGER descriptions_not_edited BEFORE UPDATE ON descriptions BEGIN SELECT RAISE(ABORT, 'descriptions are only ever added to'); END;
CREATE TRIGGER descriptions_not_deleted BEFORE DELETE ON descriptions BEGIN SELECT RAISE(ABORT, 'descriptions are only ever added to'); END;
CREATE TRIGGER instructions_not_edited BEFORE UPDATE ON instructions BEGIN SELECT RAISE(ABORT, 'instructions are only ever added to'); END;
CREATE TRIGGER instructions_not_deleted BEFORE DELETE ON instructions BEGIN SELECT RAISE(ABORT, 'instructions are only ever added to'); END;
CREATE TRIGGER questions_not_edited BEFORE UPDATE ON questions BEGIN SELECT RAISE(ABORT, 'questions are only ever added to'); END;
CREATE TRIGGER questions_not_deleted BEFORE DELETE ON questions BEGIN SELECT RAISE(ABORT, 'questions are only ever added to'); END;
CREATE TRIGGER question_names_not_edited BEFORE UPDATE ON question_names BEGIN SELECT RAISE(ABORT, 'question_names are only ever added to'); END;
CREATE TRIGGER question_names_not_deleted BEFORE DELETE ON question_names BEGIN SELECT RAISE(ABORT, 'question_names are only ever added to'); END;
CREATE TRIGGER proofs_not_edited BEFORE UPDATE ON proofs BEGIN SELECT RAISE(ABORT, 'proofs are only ever added to'); END;
CREATE TRIGGER proofs_not_deleted BEFORE DELETE ON proofs BEGIN SELECT RAISE(ABORT, 'proofs are only ever added to'); END;
CREATE TRIGGER candidates_not_edited BEFORE UPDATE ON candidates BEGIN SELECT RAISE(ABORT, 'candidates are only ever added to'); END;
CREATE TRIGGER candidates_not_deleted BEFORE DELETE ON candidates BEGIN SELECT RAISE(ABORT, 'candidates are only ever added to'); END;
CREATE TRIGGER traces_not_edited BEFORE UPDATE ON traces BEGIN SELECT RAISE(ABORT, 'traces are only ever added to'); END;
CREATE TRIGGER traces_not_deleted BEFORE DELETE ON traces BEGIN SELECT RAISE(ABORT, 'traces are only ever added to'); END;
CREATE TRIGGER steps_not_edited BEFORE UPDATE ON steps BEGIN SELECT RAISE(ABORT, 'steps are only ever added to'); END;
CREATE TRIGGER steps_not_deleted BEFORE DELETE ON steps BEGIN SELECT RAISE(ABORT, 'steps are only ever added to'); END;
CREATE TRIGGER flags_not_edited BEFORE UPDATE ON flags BEGIN SELECT RAISE(ABORT, 'flags are only ever added to'); END;
CREATE TRIGGER flags_not_deleted BEFORE DELETE ON flags BEGIN SELECT RAISE(ABORT, 'flags are only ever added to'); END;
CREATE TRIGGER withdrawals_not_edited BEFORE UPDATE ON withdrawals BEGIN SELECT RAISE(ABORT, 'withdrawals are only ever added to'); END;
CREATE TRIGGER withdrawals_not_deleted BEFORE DELETE ON withdrawals BEGIN SELECT RAISE(ABORT, 'withdrawals are only ever added to'); END;
CREATE TRIGGER agreements_not_edited BEFORE UPDATE ON agreements BEGIN SELECT RAISE(ABORT, 'agreements are only ever added to'); END;
CREATE TRIGGER agreements_not_deleted BEFORE DELETE ON agreements BEGIN SELECT RAISE(ABORT, 'agreements are only ever added to'); END;
CREATE TRIGGER decisions_not_edited BEFORE UPDATE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END;
CREATE TRIGGER decisions_not_deleted BEFORE DELETE ON decisions BEGIN SELECT RAISE(ABORT, 'decisions are only ever added to'); END;
CREATE TRIGGER guideline_rules_not_edited BEFORE UPDATE ON guideline_rules BEGIN SELECT RAISE(ABORT, 'guideline_rules are only ever added to'); END;
CREATE TRIGGER guideline_rules_not_deleted BEFORE DELETE ON guideline_rules BEGIN SELECT RAISE(ABORT, 'guideline_rules are only ever added to'); END;
CREATE TRIGGER guideline_retirements_not_edited BEFORE UPDATE ON guideline_retirements BEGIN SELECT RAISE(ABORT, 'guideline_retirements are only ever added to'); END;
CREATE TRIGGER guideline_retirements_not_deleted BEFORE DELETE ON guideline_retirements BEGIN SELECT RAISE(ABORT, 'guideline_retirements are only ever added to'); END;
CREATE TRIGGER guideline_versions_not_edited BEFORE UPDATE ON guideline_versions BEGIN SELECT RAISE(ABORT, 'guideline_versions are only ever added to'); END;
CREATE TRIGGER guideline_versions_not_deleted BEFORE DELETE ON guideline_versions BEGIN SELECT RAISE(ABORT, 'guideline_versions are only ever added to'); END;
CREATE TRIGGER rounds_not_edited BEFORE UPDATE ON rounds BEGIN SELECT RAISE(ABORT, 'rounds are only ever added to'); END;
CREATE TRIGGER rounds_not_deleted BEFORE DELETE ON rounds BEGIN SELECT RAISE(ABORT, 'rounds are only ever added to'); END;
CREATE TRIGGER round_closings_not_edited BEFORE UPDATE ON round_closings BEGIN SELECT RAISE(ABORT, 'round_closings are only ever added to'); END;
CREATE TRIGGER round_closings_not_deleted BEFORE DELETE ON round_closings BEGIN SELECT RAISE(ABORT, 'round_closings are only ever added to'); END;
CREATE TRIGGER round_items_not_edited BEFORE UPDATE ON round_items BEGIN SELECT RAISE(ABORT, 'round_items are only ever added to'); END;
CREATE TRIGGER round_items_not_deleted BEFORE DELETE ON round_items BEGIN SELECT RAISE(ABORT, 'round_items are only ever added to'); END;
CREATE TRIGGER calls_not_edited BEFORE UPDATE ON calls BEGIN SELECT RAISE(ABORT, 'calls are only ever added to'); END;
CREATE TRIGGER calls_not_deleted BEFORE DELETE ON calls BEGIN SELECT RAISE(ABORT, 'calls are only ever added to'); END;
CREATE TRIGGER releases_not_edited BEFORE UPDATE ON releases BEGIN SELECT RAISE(ABORT, 'releases are only ever added to'); END;
CREATE TRIGGER releases_not_deleted BEFORE DELETE ON releases BEGIN SELECT RAISE(ABORT, 'releases are only ever added to'); END;
CREATE TRIGGER release_pairs_not_edited BEFORE UPDATE ON release_pairs BEGIN SELECT RAISE(ABORT, 'release_pairs are only ever added to'); END;
CREATE TRIGGER release_pairs_not_deleted BEFORE DELETE ON release_pairs BEGIN SELECT RAISE(ABORT, 'release_pairs are only ever added to'); END;
CREATE TRIGGER benchmarks_not_edited BEFORE UPDATE ON benchmarks BEGIN SELECT RAISE(ABORT, 'benchmarks are only ever added to'); END;
CREATE TRIGGER benchmarks_not_deleted BEFORE DELETE ON benchmarks BEGIN SELECT RAISE(ABORT, 'benchmarks are only ever added to'); END;
CREATE TRIGGER benchmark_items_not_edited BEFORE UPDATE ON benchmark_items BEGIN SELECT RAISE(ABORT, 'benchmark_items are only ever added to'); END;
CREATE TRIGGER benchmark_items_not_deleted BEFORE DELETE ON benchmark_items BEGIN SELECT RAISE(ABORT, 'benchmark_items are only ever added to'); END;
CREATE TRIGGER predictions_not_edited BEFORE UPDATE ON predictions BEGIN SELECT RAISE(ABORT, 'predictions are only ever added to'); END;
CREATE TRIGGER predictions_not_deleted BEFORE DELETE ON predictions BEGIN SELECT RAISE(ABORT, 'predictions are only ever added to'); END;
CREATE TRIGGER evaluations_not_edited BEFORE UPDATE ON evaluations BEGIN SELECT RAISE(ABORT, 'evaluations are only ever added to'); END;
CREATE TRIGGER evaluations_not_deleted BEFORE DELETE ON evaluations BEGIN SELECT RAISE(ABORT, 'evaluations are only ever added to'); END;
-- end

-- only postgres
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are only ever added to', TG_TABLE_NAME;
END $$;
DO $$
DECLARE
  only_added TEXT;
BEGIN
  FOREACH only_added IN ARRAY ARRAY[
    'catalogs', 'descriptions', 'instructions', 'questions', 'question_names', 'proofs', 'candidates',
    'traces', 'steps', 'flags', 'withdrawals', 'agreements', 'decisions', 'guideline_rules',
    'guideline_retirements', 'guideline_versions', 'rounds', 'round_closings', 'round_items', 'calls',
    'releases', 'release_pairs', 'benchmarks', 'benchmark_items', 'predictions', 'evaluations'
  ] LOOP
    EXECUTE format(
      'CREATE TRIGGER only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()',
      only_added
    );
  END LOOP;
END $$;
-- end
