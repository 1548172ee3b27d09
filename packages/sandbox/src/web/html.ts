/** HTML templates. Values are escaped unless they are `Html`. */

export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlPart =
  Html | string | number | null | undefined | false | readonly HtmlPart[];

/** Joins lists; renders nothing for null, undefined and false. */
export function html(
  strings: TemplateStringsArray,
  ...parts: readonly HtmlPart[]
): Html {
  return new Html(
    strings.reduce(
      (text, string, index) => text + toText(parts[index - 1]) + string,
    ),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function toText(part: HtmlPart): string {
  if (part === null || part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(toText).join("");
  return String(part).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
