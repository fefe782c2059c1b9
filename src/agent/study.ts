/** What an agent is given: a question with what people say about it, and a database with what may be told of it. */
import { knownWords } from '../llm/egress.ts'
import type { Catalog } from '../model/catalog.ts'
import type { Execution } from '../model/execution.ts'
import type { Finding } from '../model/finding.ts'
import type { Egress } from '../model/source.ts'

export interface AgentTask {
  readonly question: string
  readonly evidence?: string
  /** The guidelines that apply, as text; their version is in the label. */
  readonly guidelines?: string
  /** The data set's instructions, as text. */
  readonly instructions?: string
}

export interface AgentDatabase {
  readonly catalog: Catalog
  readonly egress: Egress
  /** Runs one query in the sandbox (see `Database.run`). */
  run(sql: string): Promise<Execution>
}

/** Looks a query over with the rule checker; the findings that block come back to the agent. */
export type Check = (sql: string) => Promise<readonly Finding[]>

/** The words that a model knows without being shown any value: what it was asked, what it wrote, and the names of the schema. */
export function knownTo(task: AgentTask, catalog: Catalog): ReadonlySet<string> {
  const { question, evidence = '', guidelines = '', instructions = '' } = task
  const names = catalog.tables.flatMap((table) => [table.name, ...table.columns.map((column) => column.name)])
  return knownWords(question, evidence, guidelines, instructions, ...names)
}

/** The same with the words of a query that the model wrote. */
export function withWordsOf(sql: string, known: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...known, ...knownWords(sql)])
}
