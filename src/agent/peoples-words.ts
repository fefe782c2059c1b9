/** What people say of a question, as the prompts take it. */
import type { AgentTask } from './study.ts'

/** What people say of a question, each with its heading, empty where they say nothing. */
export function peoplesWords({ question, evidence, guidelines, instructions }: AgentTask) {
  const headed = (heading: string, text = '') => (text.trim() ? `${heading}\n${text.trim()}` : '')
  return {
    question: question.trim(),
    evidence: headed('Evidence:', evidence),
    guidelines: headed('Guidelines:', guidelines),
    instructions: headed('Instructions:', instructions),
  }
}
