/** A table, which on a phone becomes one card for each row. Its roles are written out: as cards, browsers forget them. */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { TemplateResult } from "lit";
import { words } from "../words/words.ts";

export interface Column<T> {
  readonly label: string;
  readonly cell: (row: T) => unknown;
  /** Numbers stand on the right. */
  readonly isNumber?: boolean;
}

export interface TableOptions<T> {
  /** For screen readers; what the table is of. */
  readonly caption: string;
  /** The first names the row. */
  readonly columns: readonly Column<T>[];
  /** Undefined while they are loaded for the first time. */
  readonly rows: readonly T[] | undefined;
  readonly key: (row: T) => string;
  /** Of rows that have just changed. */
  readonly isNew?: (row: T) => boolean;
  readonly empty: string;
}

const SKELETON_ROWS = 8;

export function dataTable<T>(options: TableOptions<T>): TemplateResult {
  const { caption, columns, rows, empty } = options;
  if (rows?.length === 0) return html`<p class="empty">${empty}</p>`;
  return html`<table class="data" role="table" aria-busy=${rows === undefined}>
    <caption class="visually-hidden">
      ${rows === undefined ? words().common.loading : caption}
    </caption>
    <thead>
      <tr role="row">
        ${columns.map(
          ({ label, isNumber }) =>
            html`<th
              role="columnheader"
              scope="col"
              class=${isNumber === true ? "number" : nothing}
            >
              ${label}
            </th>`,
        )}
      </tr>
    </thead>
    <tbody>
      ${
        rows === undefined
          ? Array.from({ length: SKELETON_ROWS }, () => skeletonRow(columns))
          : repeat(rows, options.key, (row) => dataRow(options, row))
      }
    </tbody>
  </table>`;
}

function dataRow<T>(
  { columns, isNew }: TableOptions<T>,
  row: T,
): TemplateResult {
  return html`<tr role="row" class=${isNew?.(row) === true ? "new" : nothing}>
    ${columns.map(({ label, cell, isNumber }, at) => {
      const content = html`<span class="label" aria-hidden="true">${label}</span
        ><span class="value">${cell(row)}</span>`;
      const kind = isNumber === true ? "number" : nothing;
      return at === 0
        ? html`<th role="rowheader" scope="row" class=${kind}>${content}</th>`
        : html`<td role="cell" class=${kind}>${content}</td>`;
    })}
  </tr>`;
}

const skeletonRow = <T>(columns: readonly Column<T>[]): TemplateResult =>
  html`<tr role="row">
    ${columns.map(
      () =>
        html`<td role="cell">
          <span class="skeleton" aria-hidden="true"></span>
        </td>`,
    )}
  </tr>`;
