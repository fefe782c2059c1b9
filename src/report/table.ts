/** A table with a caption and scoped heads; wide ones scroll inside themselves. */
import { type Html, html } from './html.ts'

export interface Column {
  readonly head: string
  /** Figures, to the right. */
  readonly number?: boolean
}

/** The first cell of each row is its head. */
export type TableRow = readonly (Html | string | number)[]

export interface TableOptions {
  readonly caption: string
  readonly columns: readonly Column[]
  readonly rows: readonly TableRow[]
}

export interface GroupedTableOptions extends Omit<TableOptions, 'rows'> {
  readonly groups: readonly { readonly head: string; readonly rows: readonly TableRow[] }[]
}

export function table({ rows, ...of }: TableOptions): Html {
  return framed(of, [html`<tbody>${rows.map((row) => rowOf(row, of.columns))}</tbody>`])
}

/** Rows under a head for each group. */
export function groupedTable({ groups, ...of }: GroupedTableOptions): Html {
  const bodies = groups.map(
    ({ head, rows }) =>
      html`<tbody><tr class="group"><th scope="rowgroup" colspan="${of.columns.length}">${head}</th></tr>${rows.map((row) => rowOf(row, of.columns))}</tbody>`,
  )
  return framed(of, bodies)
}

function framed({ caption, columns }: Omit<TableOptions, 'rows'>, bodies: readonly Html[]): Html {
  const heads = columns.map(({ head, number }) =>
    head === '' ? html`<td></td>` : html`<th scope="col"${kind(number)}>${head}</th>`,
  )
  return html`<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead>${bodies}</table></div>`
}

function rowOf(row: TableRow, columns: readonly Column[]): Html {
  const cells = row.map((cell, i) => {
    const { number = false } = columns[i] ?? {}
    if (i === 0) return html`<th scope="row"${kind(number)}>${cell}</th>`
    return html`<td${kind(number, cell)}>${cell}</td>`
  })
  return html`<tr>${cells}</tr>`
}

/** Nothing and none are printed soft, so that the figures stand out. */
function kind(number = false, cell: Html | string | number = ''): Html | undefined {
  const nil = cell === '0' || cell === '–' || cell === 0
  if (!number) return undefined
  return nil ? html` class="number nil"` : html` class="number"`
}
