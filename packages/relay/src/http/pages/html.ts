/** HTML templates: values are escaped unless they are templates themselves. */
import { escapeHtml } from "../../domain/escape-html.ts";

export interface Html {
  readonly markup: string;
}

type Value = Html | string | number | readonly Html[];

function toMarkup(value: Value): string {
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  return "markup" in value
    ? value.markup
    : value.map(({ markup }) => markup).join("");
}

/** Values are allowed only between tags and inside quoted attributes. */
export function html(
  strings: TemplateStringsArray,
  ...values: readonly Value[]
): Html {
  const markup = strings
    .map((text, index) => {
      const value = values[index];
      return value === undefined ? text : `${text}${toMarkup(value)}`;
    })
    .join("");
  return { markup };
}

export const NOTHING: Html = { markup: "" };
