/** The rule that text compared with in the SQL has to be spoken of by the question. */
import type { Severity } from '../../model/finding.ts'
import { isKey } from './reading/column-type.ts'
import type { Comparison, Literal } from './reading/comparisons.ts'
import type { Rule, RuleContext } from './rule.ts'

const TABLES = ['singer: id INTEGER key, name TEXT, country TEXT']

export const stringLiteralNotInText: Rule = {
  id: 'string-literal-not-in-text',
  severity: 'warn',
  title: 'Text that the question does not speak of',
  looksFor:
    'A column compared with text that neither question, evidence nor guidelines mention, whatever its case, ending or % signs. It blocks if the data do not hold the text either. Keys and longer IN lists have rules of their own.',
  examples: {
    passing: {
      tables: TABLES,
      question: 'How many French singers are there?',
      evidence: 'French refers to country = France',
      sql: "SELECT count(*) FROM singer WHERE country = 'France'",
    },
    failing: {
      tables: TABLES,
      values: { 'singer.country': ['France', 'Spain'] },
      question: 'How many singers are there?',
      sql: "SELECT count(*) FROM singer WHERE country = 'Norway'",
    },
  },
  *find(context) {
    for (const comparison of context.query.comparisons) {
      if (isLongList(comparison) || isOnKey(comparison)) continue
      for (const literal of comparison.literals) {
        if (literal.type !== 'string' || isSaid(literal.value, context)) continue
        const severity = severityOf(comparison, literal, context)
        yield {
          span: literal.span,
          severity,
          message: `'${literal.value}' stands in the SQL but not in the text${severity === 'block' ? ', nor in the data' : ''}`,
          hint: 'Take the value from the question, or say in the evidence or a guideline what it stands for',
        }
      }
    }
  },
}

function isSaid(value: string, { words }: RuleContext): boolean {
  return value.trim() === '' || words.mentions(value)
}

function isLongList({ operator, literals }: Comparison): boolean {
  return operator === 'in' && literals.length >= 3
}

function isOnKey({ column }: Comparison): boolean {
  const table = column?.source?.table
  return table !== undefined && column?.column !== undefined && isKey(table, column.column)
}

function severityOf(
  { column, operator, plain }: Comparison,
  { value }: Literal,
  { hasValue }: RuleContext,
): Severity {
  const exact = plain && (operator === '=' || operator === 'in')
  const table = column?.source?.table
  if (!exact || !table || !column?.column) return 'warn'
  return hasValue(table.name, column.column.name, value) === false ? 'block' : 'warn'
}
