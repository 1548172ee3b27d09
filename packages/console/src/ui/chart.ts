/** Bars by day, as a picture with a title and as a table: whoever can't see the one reads the other. */
import { html, svg } from "lit";
import type { TemplateResult } from "lit";
import { words } from "../words/words.ts";

export interface Bar {
  /** Under the axis, and in the table. */
  readonly label: string;
  readonly value: number;
  /** The value for people. */
  readonly text: string;
}

export interface ChartOptions {
  readonly id: string;
  readonly title: string;
  /** What the picture says, in a sentence. */
  readonly summary: string;
  readonly bars: readonly Bar[];
  /** The heads of the table's columns. */
  readonly columns: readonly [string, string];
}

const WIDTH = 720;
const HEIGHT = 200;
const BOTTOM = 24;
const GAP = 0.25;
/** Labels that fit beside one another. */
const LABELS = 6;

export function barChart(options: ChartOptions): TemplateResult {
  const { id, title, summary, bars, columns } = options;
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / Math.max(1, bars.length);
  const height = HEIGHT - BOTTOM;
  const every = Math.ceil(bars.length / LABELS);
  return html`<figure class="stack">
    <svg
      class="chart"
      viewBox="0 0 ${WIDTH} ${HEIGHT}"
      role="img"
      aria-labelledby="${id}-title ${id}-text"
    >
      <title id="${id}-title">${title}</title>
      <desc id="${id}-text">${summary}</desc>
      ${[0, 0.5, 1].map(
        (part) =>
          svg`<line class="grid" x1="0" x2=${WIDTH} y1=${height * part + 0.5} y2=${height * part + 0.5} />`,
      )}
      ${bars.map(({ label, value }, at) => {
        const tall = Math.max(value > 0 ? 2 : 0, (value / most) * height);
        const x = at * step;
        return svg`<rect class="bar" rx="2" x=${x + (step * GAP) / 2} y=${height - tall} width=${step * (1 - GAP)} height=${tall} />
          ${
            (bars.length - 1 - at) % every === 0
              ? svg`<text x=${x + step / 2} y=${HEIGHT - 6} text-anchor=${at === bars.length - 1 && every > 1 ? "end" : "middle"}>${label}</text>`
              : ""
          }`;
      })}
    </svg>
    <details>
      <summary class="small">${words().common.showTable}</summary>
      <table class="plain">
        <caption class="visually-hidden">
          ${title}
        </caption>
        <thead>
          <tr>
            <th scope="col">${columns[0]}</th>
            <th scope="col" class="number">${columns[1]}</th>
          </tr>
        </thead>
        <tbody>
          ${bars.map(
            ({ label, text }) =>
              html`<tr>
                <th scope="row">${label}</th>
                <td class="number">${text}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </figure>`;
}

/** How large a part of the whole something is. A picture beside the number. */
export const meter = (share: number): TemplateResult =>
  html`<svg
    class="meter"
    width="100%"
    viewBox="0 0 100 4"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${svg`<rect width=${Math.round(share * 100)} height="4" />`}
  </svg>`;
