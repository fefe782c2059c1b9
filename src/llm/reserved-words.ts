/** Words that cannot stand as a name without quotes in SQLite or PostgreSQL; quoted where they need not be they do no harm. */

/**
 * @source tried one by one on SQLite 3.53 (each as table and column), and PostgreSQL 17's reserved words,
 *   https://www.postgresql.org/docs/17/sql-keywords-appendix.html
 */
const WORDS = `
  add all alter analyse analyze and any array as asc asymmetric authorization autoincrement between binary both case
  cast check collate collation column commit concurrently constraint create cross current_catalog current_date
  current_role current_schema current_time current_timestamp current_user default deferrable delete desc distinct do
  drop else end escape except exists false fetch for foreign freeze from full grant group having ilike in index
  initially inner insert intersect into is isnull join lateral leading left like limit localtime localtimestamp
  natural not notnull null offset on only or order outer overlaps placing primary raise references returning right
  select session_user set similar some symmetric table tablesample then to trailing transaction true union unique
  update user using values variadic verbose when where window with`

const RESERVED: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/))

export function isReserved(name: string): boolean {
  return RESERVED.has(name.toLowerCase())
}
