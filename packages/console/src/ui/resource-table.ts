/** The rows of what is loaded, and what failed; older rows stay beside a failure, because they are still worth reading. */
import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { Resource } from "../lib/resource.ts";
import { dataTable } from "./data-table.ts";
import type { TableOptions } from "./data-table.ts";
import { problem } from "./problem.ts";

export function resourceTable<Value, Row>(
  resource: Resource<Value>,
  rowsOf: (value: Value) => readonly Row[],
  options: Omit<TableOptions<Row>, "rows">,
): TemplateResult {
  const { value, error } = resource;
  const rows = value === undefined ? undefined : rowsOf(value);
  return html`${
    error === undefined ? nothing : problem(error, () => void resource.reload())
  }
  ${
    rows === undefined && error !== undefined
      ? nothing
      : dataTable<Row>({ ...options, rows })
  }`;
}
