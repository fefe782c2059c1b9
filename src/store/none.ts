/** "There is none of these" that stays a look-up for each row, whatever the planner believes of the tables. */
import { type Expression, type SqlBool, sql } from 'kysely'

/**
 * True where a correlated query finds no row. Not `NOT EXISTS`: PostgreSQL makes a join of that, and before it has
 * looked at freshly filled tables it may compare every row with every other. Not `= 0` either: it takes that to be
 * so rare that it sorts the whole table for each page.
 *
 * @param query without a selection
 */
export function none(query: {
  select(selection: Expression<unknown>): Expression<unknown>
}): Expression<SqlBool> {
  return sql<SqlBool>`not (${query.select(sql`count(*) > 0`)})`
}
