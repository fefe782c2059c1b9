/** How two queries stand to each other, found by the test itself: it runs them on both instances and compares the rows in its own way. */
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite'

type Rows = readonly string[][]

export interface OwnJudge {
  /** The class of two queries over a database; one of the names of CONTRACT.md. */
  classOf(db: string, a: string, b: string): string
  /** Whether a query runs on the shipped database. */
  runs(db: string, sql: string): boolean
  /** Whether a prediction gives what the gold gives, on the shipped database or on both instances. */
  isRight(db: string, gold: string, prediction: string, suite: boolean): boolean
  [Symbol.dispose](): void
}

/** @param folder holds `<db>/<db>.sqlite` and `<db>/<db>-2.sqlite` */
export function openOwnJudge(folder: string): OwnJudge {
  const open = new Map<string, DatabaseSyncInstance>()

  function rowsOf(db: string, instance: 1 | 2, sql: string): Rows {
    const file = `${folder}/${db}/${db}${instance === 1 ? '' : '-2'}.sqlite`
    const driver = open.get(file) ?? new DatabaseSync(file, { readOnly: true })
    open.set(file, driver)
    const statement = driver.prepare(sql)
    statement.setReturnArrays(true)
    return (statement.all() as unknown[][]).map((row) => row.map((cell) => JSON.stringify(cell)))
  }

  function classOf(db: string, a: string, b: string): string {
    if (spelled(a) === spelled(b)) return 'same-text'
    const [left, right] = [rowsOf(db, 1, a), rowsOf(db, 1, b)]
    if (left[0]?.length !== right[0]?.length) return 'differ-columns-only'
    const ordered = /ORDER BY/i.test(a + b)
    if (isSame(left, right, ordered)) {
      return isSame(rowsOf(db, 2, a), rowsOf(db, 2, b), ordered) ? 'same' : 'same-on-shipped-only'
    }
    if (isSame(left, right, false)) return 'differ-order-only'
    if (isSame(once(left), once(right), false)) return 'differ-duplicates-only'
    return isNear(left, right) ? 'differ-rounding-only' : 'differ'
  }

  function runs(db: string, sql: string): boolean {
    try {
      rowsOf(db, 1, sql)
      return true
    } catch (thrown) {
      if (thrown instanceof Error) return false // the driver's word on a query that does not run
      throw thrown
    }
  }

  return {
    classOf,
    runs,
    isRight(db, gold, prediction, suite) {
      const instances = suite ? ([1, 2] as const) : ([1] as const)
      const ordered = /ORDER BY/i.test(gold)
      return (
        runs(db, prediction) &&
        instances.every((one) => isSame(rowsOf(db, one, gold), rowsOf(db, one, prediction), ordered))
      )
    },
    [Symbol.dispose]() {
      for (const driver of open.values()) driver.close()
    },
  }
}

function spelled(sql: string): string {
  return sql.replace(/\s+/g, ' ').trim()
}

function isSame(a: Rows, b: Rows, ordered: boolean): boolean {
  const lines = (rows: Rows) => rows.map((row) => row.join('|'))
  const [left, right] = ordered ? [lines(a), lines(b)] : [lines(a).sort(), lines(b).sort()]
  return left.length === right.length && left.every((line, at) => line === right[at])
}

function once(rows: Rows): Rows {
  return [...new Map(rows.map((row) => [row.join('|'), row])).values()]
}

/** One figure each, the same to a part in ten thousand. */
function isNear(a: Rows, b: Rows): boolean {
  const [x, y] = [Number(a[0]?.[0]), Number(b[0]?.[0])]
  return a.length === 1 && b.length === 1 && Math.abs(x - y) <= 1e-4 * Math.max(Math.abs(x), Math.abs(y))
}
