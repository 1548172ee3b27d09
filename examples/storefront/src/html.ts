/** Markup as a value of its own, so that text cannot become markup by accident. */

export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Piece = Markup | string | number | false | null | readonly Piece[];

/** A template whose pieces are escaped, in text and in quoted attributes alike; markup, lists and nothing are kept. */
export function html(
  strings: TemplateStringsArray,
  ...pieces: readonly Piece[]
): Markup {
  return new Markup(String.raw({ raw: strings }, ...pieces.map(render)));
}

function render(piece: Piece): string {
  if (piece instanceof Markup) return piece.text;
  if (piece === null || piece === false) return "";
  if (typeof piece === "string" || typeof piece === "number")
    return String(piece).replaceAll(
      /[&<>"']/g,
      (sign) => `&#${sign.charCodeAt(0)};`,
    );
  return piece.map(render).join("");
}
