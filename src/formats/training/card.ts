/** The card of an exported data set: what it holds, who settled it, how it was made, and what it is not good for. */
import type { AuditedError, ReleaseReport } from '../../model/release.ts'
import type { TrainingSplit } from '../training-format.ts'

export interface CardOptions {
  readonly release: ReleaseReport
  /** The files that hold pairs, below the card's folder. */
  readonly files: readonly { readonly split: TrainingSplit; readonly file: string; readonly pairs: number }[]
  readonly databases: readonly string[]
  /** The id of the prompts' format. */
  readonly promptFormat: string
  readonly notCarried: readonly string[]
}

/** Markdown with the YAML front matter that the hub reads. */
export function cardText(options: CardOptions): string {
  const { release, promptFormat, databases, notCarried } = options
  return [
    frontMatter(options),
    `# ${release.name}`,
    `Questions in natural language with gold SQL, made with Concord: ${release.pairs} pairs over ${databases.length} databases.`,
    ...(release.recorded
      ? [
          '> **Recorded example answers: they show the tool, not a model.** Do not train on this and report a gain.',
        ]
      : []),
    `Hash of the content: \`${release.hash}\``,
    '## Splits',
    table(
      ['Split', 'File', 'Pairs'],
      options.files.map((one) => [one.split, `\`${one.file}\``, String(one.pairs)]),
    ),
    'Pairs that descend from one question, and pairs that share words, a query or its pattern over one database, are in one split.',
    '## Provenance',
    provenance(release),
    `Guideline versions: ${release.guidelineVersions.join(', ')}. Stage: ${release.stage ?? 'all train questions'}. Drawn with seed ${release.seed}.`,
    '## Licences',
    table(
      ['Data set', 'Licence'],
      Object.entries(release.licences).map(([dataset, licence]) => [
        cell(dataset),
        cell(licence ?? 'not stated'),
      ]),
    ),
    '## Prompts',
    `Format \`${promptFormat}\`: the schema as CREATE TABLE, then the question; the completion is bare SQL.`,
    '## Limits',
    limits(release, notCarried),
  ]
    .join('\n\n')
    .concat('\n')
}

function frontMatter({ release, files }: CardOptions): string {
  const stated = [...new Set(Object.values(release.licences))]
  const licence = stated.length === 1 && stated[0] ? stated[0] : 'other'
  return [
    '---',
    `pretty_name: ${JSON.stringify(release.name)}`,
    `license: ${JSON.stringify(licence)}`,
    'task_categories:\n- text-generation',
    'tags:\n- text-to-sql\n- concord',
    'language:\n- en',
    `size_categories:\n- ${sizeCategory(release.pairs)}`,
    'configs:\n- config_name: default\n  data_files:',
    ...files.map(({ split, file }) => `  - split: ${split}\n    path: ${file}`),
    '---',
  ].join('\n')
}

/** @source https://huggingface.co/docs/hub/datasets-cards */
function sizeCategory(n: number): string {
  if (n < 1_000) return 'n<1K'
  if (n < 10_000) return '1K<n<10K'
  return n < 100_000 ? '10K<n<100K' : '100K<n<1M'
}

function provenance({ byPeople, byAgreement, byPolicy, audited, recorded }: ReleaseReport): string {
  return table(
    ['Settled', 'Pairs', 'Audited error'],
    [
      ['by a reviewer', String(byPeople - byAgreement), '–'],
      ['by agreement of a person and another answer', String(byAgreement), error(audited.agreement)],
      ['by policy, no person', String(byPolicy), error(audited.policy)],
      ['from recorded example answers', recorded ? 'some or all' : 'none', '–'],
    ],
  )
}

function error({ n, wrong, interval }: AuditedError): string {
  if (interval === null) return 'none audited'
  const [low, high] = interval.map((share) => (100 * share).toFixed(0))
  return `${wrong} of ${n} wrong (95 %: ${low} … ${high} %)`
}

function limits({ unsettled, leaks }: ReleaseReport, notCarried: readonly string[]): string {
  const warned = leaks.findings.length
  return [
    '- Agreement is not correctness: see the audited error above.',
    `- Questions of the stage that were not settled and are not here: ${unsettled}.`,
    `- Warnings of words shared with a benchmark over another database: ${warned}.`,
    ...(notCarried.length > 0 ? [`- Not carried by this format: ${notCarried.join(', ')}.`] : []),
  ].join('\n')
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function cell(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\|`<>[\]*_]/g, '\\$&')
}
