/** The one list of verbs: help, `concord status` and the README's table are drawn from it. */

export interface Verb {
  readonly verb: string
  readonly summary: string
  readonly reads: readonly string[]
  readonly writes: string
  readonly by: 'machine' | 'person' | 'either'
}

/** The method, in the order in which a question travels it. */
export const FLOW: readonly Verb[] = [
  { verb: 'init', summary: 'Make a workspace', reads: [], writes: 'workspace', by: 'person' },
  { verb: 'source', summary: 'Name the databases under study', reads: [], writes: 'source', by: 'person' },
  {
    verb: 'instructions',
    summary: 'Tell the writers of questions what a data set wants',
    reads: ['source'],
    writes: 'instruction',
    by: 'person',
  },
  {
    verb: 'author',
    summary: 'Write questions where they are wanted',
    reads: ['source', 'instruction'],
    writes: 'question',
    by: 'person',
  },
  {
    verb: 'import',
    summary: 'Bring in questions or pairs that others published',
    reads: ['source'],
    writes: 'question',
    by: 'either',
  },
  {
    verb: 'seed',
    summary: 'Draw seeds from imported questions, in equal parts over data sets',
    reads: ['question'],
    writes: 'stage',
    by: 'machine',
  },
  {
    verb: 'augment',
    summary: 'Make further questions of those of a stage, each with its proof',
    reads: ['stage', 'question'],
    writes: 'question',
    by: 'machine',
  },
  {
    verb: 'draft',
    summary: 'Have a model answer questions, step by step or with one call',
    reads: ['question', 'guideline', 'source'],
    writes: 'candidate',
    by: 'machine',
  },
  {
    verb: 'annotate',
    summary: 'Answer questions as a person, blind to every other answer',
    reads: ['question', 'guideline', 'source'],
    writes: 'candidate',
    by: 'person',
  },
  {
    verb: 'compare',
    summary: 'Compare the answers of a round by what they return',
    reads: ['candidate', 'source'],
    writes: 'agreement',
    by: 'machine',
  },
  {
    verb: 'review',
    summary: 'Settle what agent and people disagree about',
    reads: ['agreement', 'candidate', 'guideline'],
    writes: 'decision',
    by: 'person',
  },
  {
    verb: 'guideline',
    summary: 'Keep the rules for writing SQL, in versions, and measure what they did',
    reads: ['decision', 'candidate'],
    writes: 'guideline',
    by: 'person',
  },
  {
    verb: 'round',
    summary: 'Draw questions to be answered twice, and see whether disagreement falls',
    reads: ['question', 'guideline'],
    writes: 'round',
    by: 'person',
  },
  {
    verb: 'policy',
    summary: 'Settle what agents answered alone, as far as their audited error allows',
    reads: ['candidate', 'decision', 'source'],
    writes: 'decision',
    by: 'machine',
  },
  {
    verb: 'measure',
    summary: 'Measure how diverse questions are and what queries cover; also of files',
    reads: ['stage', 'decision'],
    writes: 'evaluation',
    by: 'machine',
  },
  {
    verb: 'release',
    summary: 'Freeze settled pairs: hashed, split without leaks, never edited',
    reads: ['decision', 'stage', 'benchmark'],
    writes: 'release',
    by: 'person',
  },
  {
    verb: 'export',
    summary: 'Write a release for trainers, with a card',
    reads: ['release', 'source'],
    writes: 'files',
    by: 'person',
  },
  {
    verb: 'benchmark',
    summary: 'Make a benchmark of pairs over test databases, kept apart from training',
    reads: ['release', 'decision', 'question'],
    writes: 'benchmark',
    by: 'machine',
  },
  {
    verb: 'predict',
    summary: 'Have a model answer a benchmark, or bring in what another system answered',
    reads: ['benchmark', 'source'],
    writes: 'prediction',
    by: 'machine',
  },
  {
    verb: 'evaluate',
    summary: 'Score predictions by execution accuracy, with intervals; also of files',
    reads: ['prediction', 'benchmark'],
    writes: 'evaluation',
    by: 'machine',
  },
  {
    verb: 'report',
    summary: 'Write the whole study as one HTML file',
    reads: ['stage', 'round', 'decision', 'guideline', 'release', 'evaluation'],
    writes: 'files',
    by: 'machine',
  },
  {
    verb: 'status',
    summary: 'Tell what there is, what waits for whom, and what comes next',
    reads: ['question', 'candidate', 'agreement', 'decision'],
    writes: 'nothing',
    by: 'either',
  },
  {
    verb: 'show',
    summary: 'Follow anything by its id to its parents and its children',
    reads: ['question', 'candidate', 'agreement', 'decision', 'release'],
    writes: 'nothing',
    by: 'either',
  },
]

/** Commands that need no workspace and leave nothing behind. */
export const STANDALONE: readonly Pick<Verb, 'verb' | 'summary'>[] = [
  { verb: 'demo', summary: 'Run the whole study on the bundled example, without a network' },
  { verb: 'query', summary: 'Run one read-only query in the sandbox' },
  { verb: 'check', summary: 'Hold pairs against the rules that find SQL written for the data at hand' },
  { verb: 'leaks', summary: 'Find what a training file and a test file share and must not' },
  { verb: 'convert', summary: 'Read pairs in one format and write them in another' },
  { verb: 'formats', summary: 'List the formats of pairs and what each can carry' },
  { verb: 'doctor', summary: 'Say what this machine has and what is missing' },
]
