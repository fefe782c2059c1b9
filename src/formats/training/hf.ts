/** The layout of a data set on the Hugging Face hub: a file a split below `data/`, and a card. */
import type { TrainingFormat } from '../training-format.ts'

/** @source https://huggingface.co/docs/hub/datasets-file-names-and-splits */
export const hf: TrainingFormat = {
  name: 'hf',
  summary: 'Hugging Face: data/train.jsonl, data/validation.jsonl and a README.md card',
  carries: ['id', 'db_id', 'question', 'sql', 'sql_alternatives', 'evidence', 'dataset', 'domain', 'history'],
  file: (split) => `data/${split}.jsonl`,
  line: ({ pair, prompt, meta }) => ({
    id: pair.id,
    db_id: pair.db_id,
    dataset: pair.dataset ?? null,
    domain: pair.domain ?? null,
    question: pair.question,
    evidence: pair.evidence ?? null,
    history: pair.history ?? [],
    sql: pair.sql,
    sql_alternatives: pair.sql_alternatives ?? [],
    prompt,
    meta,
  }),
  card: { file: 'README.md' },
}
