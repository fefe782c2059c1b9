/** What every rule keeps to: its name, its words, and its own two examples. */
import { describe, expect, test } from 'vitest'
import { severity } from '../../src/model/finding.ts'
import { RULES } from '../../src/sql/rules/all.ts'
import { checkSql } from '../../src/sql/rules/check-sql.ts'
import { checkInputOf } from '../../src/sql/rules/example.ts'
import type { Rule } from '../../src/sql/rules/rule.ts'

describe.each(Object.entries<Rule>(RULES))('the rule %s', (id, rule) => {
  const own = (example: Rule['examples']['passing'], waivers = [] as { rule: string; reason: string }[]) =>
    checkSql({ ...checkInputOf(example), waivers }).filter((found) => found.rule === id)

  test('is named by its id and says what it looks for', () => {
    expect(rule.id).toBe(id)
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(severity.options).toContain(rule.severity)
    expect(rule.title).not.toMatch(/\.$/)
    expect(rule.looksFor.length).toBeGreaterThan(20)
  })

  test('lets its passing example pass', () => {
    expect(own(rule.examples.passing)).toEqual([])
  })

  test('finds its failing example, in a place of the text and with words', () => {
    const found = own(rule.examples.failing)
    expect(found.length).toBeGreaterThan(0)
    for (const { span, message, hint } of found) {
      const [from, to] = span
      expect(rule.examples.failing.sql.slice(from, to)).toHaveLength(to - from)
      expect(to).toBeGreaterThan(from)
      expect(message).not.toMatch(/\.$|undefined/)
      expect(hint).not.toMatch(/\.$|undefined/)
    }
  })

  test('is waived by a list and by a comment with a reason, and by nothing less', () => {
    const { failing } = rule.examples
    const reasons = (sql: string, waivers = [] as { rule: string; reason: string }[]) =>
      new Set(own({ ...failing, sql }, waivers).map(({ waived }) => waived))
    expect(reasons(failing.sql, [{ rule: id, reason: 'agreed' }])).toEqual(new Set(['agreed']))
    expect(reasons(`${failing.sql} -- concord-waive ${id}: as agreed`)).toEqual(new Set(['as agreed']))
    expect(reasons(`-- concord-waive ${id}:\n${failing.sql}`)).toEqual(new Set([undefined]))
  })
})
