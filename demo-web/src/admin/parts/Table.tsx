import './table.css'
import type { ReactElement, ReactNode } from 'react'

export interface TableColumn<Row> {
  name: string
  cell: (row: Row) => ReactNode
  /** Figures are set under each other, digit under digit. */
  isFigure?: boolean
}

interface TableProps<Row> {
  caption: string
  /** The caption is shown, not only said. */
  isCaptionShown?: boolean
  columns: readonly TableColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row, index: number) => string | number
}

/** So many columns find no room side by side on a phone. */
const tooMany = 4

/**
 * A table whose first column heads the rows. Where the page is too narrow it scrolls by itself, and
 * shows at its edge that it does; on a phone the cells of a row stand below each other, if they are
 * many, each with its column's name.
 */
export function Table<Row>({
  caption,
  isCaptionShown = false,
  columns,
  rows,
  rowKey,
}: TableProps<Row>): ReactElement {
  return (
    // Reached by the keyboard, so that it can be scrolled by it.
    <div className="admin-table-frame" role="region" aria-label={caption} tabIndex={0}>
      {/* The roles are the elements' own, which they lose where they are no table in CSS. */}
      <table className="admin-table" role="table" data-stacks={columns.length >= tooMany}>
        <caption className={isCaptionShown ? undefined : 'visually-hidden'}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ name, isFigure }) => (
              <th key={name} scope="col" role="columnheader" data-figure={isFigure}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)} role="row">
              {columns.map(({ name, cell, isFigure }, column) =>
                column === 0 ? (
                  <th
                    key={name}
                    scope="row"
                    role="rowheader"
                    data-figure={isFigure}
                    data-name={name}
                  >
                    {cell(row)}
                  </th>
                ) : (
                  <td key={name} role="cell" data-figure={isFigure} data-name={name}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
