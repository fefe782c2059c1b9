/** The bundled example as it lies in `examples/`: readable tables, from which everything that the demo does is made. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { PIPELINES } from '../../model/augment.ts'
import { cause } from '../../model/decision.ts'

const EXAMPLES = new URL('../../../examples/', import.meta.url)

export const DATASETS = ['care', 'shop', 'town', 'play'] as const
export const SYSTEMS = ['untuned', 'human-only', 'final', 'reference'] as const
export type System = (typeof SYSTEMS)[number]

const seed = z.object({
  key: z.string(),
  db: z.string(),
  question: z.string(),
  evidence: z.string().optional(),
  by: z.string(),
})
export type ExampleSeed = z.infer<typeof seed>

const augmentation = z.object({
  key: z.string(),
  pipeline: z.enum(PIPELINES),
  parent: z.string(),
  attempt: z.number().int(),
  db: z.string(),
  question: z.string(),
  claim: z.string().default(''),
  requires: z.array(z.string()).default([]),
  a: z.string(),
  b: z.string(),
  parentA: z.string().optional(),
  parentB: z.string().optional(),
})
export type ExampleAugmentation = z.infer<typeof augmentation>

const toolCall = z.looseObject({ tool: z.string() })
const answer = z.object({
  question: z.string(),
  strategy: z.enum(['agent', 'one-shot']),
  guidelines: z.number().int(),
  sample: z.number().int(),
  sql: z.string().optional(),
  explanation: z.string(),
  steps: z.array(toolCall).optional(),
})
export type ExampleAnswer = z.infer<typeof answer>

const annotation = z.object({
  question: z.string(),
  by: z.string(),
  sql: z.string(),
  confidence: z.number().int(),
})
export type ExampleAnnotation = z.infer<typeof annotation>

const review = z.object({
  question: z.string(),
  round: z.number().int(),
  accept: z.enum(['agent', 'annotator', 'both', 'neither', 'ambiguous']),
  sql: z.string().optional(),
  cause,
  note: z.string(),
  by: z.string(),
})
export type ExampleReview = z.infer<typeof review>

const rule = z.object({
  id: z.string(),
  text: z.string(),
  scope: z.string(),
  good: z.array(z.string()),
  bad: z.array(z.string()),
  cases: z.array(z.string()),
})
const version = z.object({ version: z.number().int(), note: z.string(), rules: z.array(z.string()) })
const guidelines = z.object({ rules: z.array(rule), versions: z.array(version) })
export type ExampleGuidelines = z.infer<typeof guidelines>

const roundQuestion = z.object({
  question: z.string(),
  part: z.enum(['main', 'anchor']),
  annotators: z.array(z.string()),
})
const round = z.object({
  round: z.number().int(),
  guidelines: z.number().int(),
  questions: z.array(roundQuestion),
})
const rounds = z.object({ stage: z.string(), rounds: z.array(round) })
export type ExampleRound = z.infer<typeof round>

const prediction = z.object({ id: z.string(), sql: z.string() })
export type ExamplePrediction = z.infer<typeof prediction>

const descriptions = z.record(z.string(), z.record(z.string(), z.record(z.string(), z.string())))

/** What is said of the databases: by database and table; `''` stands for the table itself. */
export type ExampleDescriptions = z.infer<typeof descriptions>

export interface Example {
  readonly seeds: readonly ExampleSeed[]
  /** In the order in which they are tried. */
  readonly augmentations: readonly ExampleAugmentation[]
  readonly answers: readonly ExampleAnswer[]
  readonly annotations: readonly ExampleAnnotation[]
  readonly reviews: readonly ExampleReview[]
  readonly guidelines: ExampleGuidelines
  /** The stage whose questions are answered twice. */
  readonly stage: string
  readonly rounds: readonly ExampleRound[]
  readonly descriptions: ExampleDescriptions
  /** Of the benchmark, by system. */
  readonly predictions: ReadonlyMap<System, readonly ExamplePrediction[]>
  /** By data set. */
  readonly instructions: ReadonlyMap<string, string>
}

/** @throws {Error} if a file of the example is not as its README says: the package is broken */
export function readExample(): Example {
  const each = <T>(name: string, type: z.ZodType<T>) =>
    DATASETS.flatMap((dataset) => lines(`datasets/${dataset}/${name}.jsonl`, type))
  return {
    seeds: each('seeds', seed),
    augmentations: each('augmentations', augmentation),
    answers: each('answers', answer),
    annotations: each('annotations', annotation),
    reviews: each('reviews', review),
    guidelines: guidelines.parse(JSON.parse(text('guidelines.json'))),
    ...rounds.parse(JSON.parse(text('rounds.json'))),
    descriptions: descriptions.parse(JSON.parse(text('descriptions.json'))),
    predictions: new Map(SYSTEMS.map((system) => [system, lines(`benchmark/${system}.jsonl`, prediction)])),
    instructions: new Map(DATASETS.map((dataset) => [dataset, text(`datasets/${dataset}/instructions.md`)])),
  }
}

/** The path of a file of the example. */
export function exampleFile(path: string): string {
  return fileURLToPath(new URL(path, EXAMPLES))
}

/** A database of the example, as its script tells of it. */
export interface ExampleDatabase {
  readonly name: string
  readonly dataset: string
  readonly split: 'train' | 'test'
}

interface Generator {
  readonly DATABASES: readonly ExampleDatabase[]
  generateDatabases(dir: string): string[]
}

/** The script that writes the databases; it belongs to the example, and so is loaded from there. */
export async function loadGenerator(): Promise<Generator> {
  return (await import(new URL('generate.mjs', EXAMPLES).href)) as Generator
}

function text(path: string): string {
  return readFileSync(new URL(path, EXAMPLES), 'utf8')
}

function lines<T>(path: string, type: z.ZodType<T>): T[] {
  return text(path)
    .split('\n')
    .filter(Boolean)
    .map((line) => type.parse(JSON.parse(line)))
}
