/** What an engine's SQL is called in a prompt. */

const DIALECTS: Readonly<Record<string, string>> = {
  sqlite: 'SQLite',
  duckdb: 'DuckDB',
  postgres: 'PostgreSQL',
  mysql: 'MySQL',
}

/** `SQLite` for `sqlite`; an engine that is not listed keeps its name. */
export function dialectOf(engine: string): string {
  return DIALECTS[engine] ?? engine
}
