/** One Markdown file as HTML, with what the site has to know of it. */
import hljs from "highlight.js";
import MarkdownIt from "markdown-it";
import type { Token } from "markdown-it";
import anchor from "markdown-it-anchor";

export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly title: string;
  /** What stands under it, up to the next heading, as plain text. */
  readonly text: string;
}

export interface Rendered {
  /** Every one, the first is the page's title. */
  readonly headings: readonly Heading[];
  /** The first paragraph as plain text. */
  readonly summary: string;
  readonly html: string;
}

export interface Surroundings {
  /** Where a link or picture leads to in the site; undefined: there is nothing, and the words alone stay. */
  readonly resolve: (target: string) => string | undefined;
  /** The HTML of a chart in Mermaid's language. */
  readonly showChart: (source: string) => string;
}

/** As GitHub makes anchors: links in the guides go by them. */
const slugify = (heading: string): string =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

const md = new MarkdownIt({
  html: true,
  highlight: (code, language) =>
    hljs.getLanguage(language) === undefined
      ? ""
      : hljs.highlight(code, { language }).value,
}).use(anchor, {
  slugify,
  permalink: anchor.permalink.headerLink({ safariReaderFix: true }),
});

/** What `render` gives to the rules. */
const aroundOf = (env: unknown): Surroundings =>
  (env as { around: Surroundings }).around;

// What is too wide scrolls by itself, also with the keyboard; the page never does.
md.renderer.rules["table_open"] = () =>
  '<div class="table" tabindex="0"><table>';
md.renderer.rules["table_close"] = () => "</table></div>";

const showCode = md.renderer.rules["code_inline"];
md.renderer.rules["code_inline"] = (tokens, at, options, env, self) =>
  (showCode?.(tokens, at, options, env, self) ?? "").replaceAll(
    /(?<=[ >])--[\w-]+/g,
    '<span class="option">$&</span>',
  );

// The box of an open point stands in place of the list's own mark.
md.renderer.rules["list_item_open"] = (tokens, at, options, _env, self) => {
  if (tokens[at + 2]?.content.startsWith("☐"))
    tokens[at]?.attrSet("class", "point");
  return self.renderToken(tokens, at, options);
};

const showFence = md.renderer.rules["fence"];
md.renderer.rules["fence"] = (tokens, at, options, env, self) => {
  const token = tokens[at];
  if (token?.info.trim() === "mermaid")
    return aroundOf(env).showChart(token.content);
  const shown = showFence?.(tokens, at, options, env, self) ?? "";
  return shown.replace("<pre>", '<pre tabindex="0">');
};

export function render(source: string, around: Surroundings): Rendered {
  const env = { around };
  const tokens = md.parse(withBoxes(source), env);
  for (const token of tokens) redirect(token, around.resolve);
  return {
    headings: headingsOf(tokens),
    summary: plain(afterFirst(tokens, "paragraph_open")),
    html: md.renderer.render(tokens, md.options, env),
  };
}

/** Git hosts draw a box for the open points of a checklist. */
const withBoxes = (source: string): string =>
  source.replaceAll(/^(\s*- )\[ \] /gm, "$1☐ ");

/** Lets links and pictures lead to where their targets are in the site. */
function redirect(token: Token, resolve: Surroundings["resolve"]): void {
  if (token.type.startsWith("html"))
    token.content = token.content.replaceAll(
      /(<img[^>]* src=")([^"]+)/g,
      (_, start: string, target: string) => start + (resolve(target) ?? target),
    );
  const open: boolean[] = [];
  for (const child of token.children ?? []) {
    const name = child.type === "image" ? "src" : "href";
    const target = textOf(child, name);
    if (child.type === "link_open" || child.type === "image") {
      const to = resolve(target);
      if (to !== undefined) child.attrSet(name, to);
      if (child.type === "link_open") {
        open.push(to !== undefined);
        if (to === undefined) hide(child);
      }
    } else if (child.type === "link_close" && open.pop() === false) hide(child);
    else redirect(child, resolve);
  }
}

const textOf = (token: Token, name: string): string =>
  String(token.attrGet(name) ?? "");

function hide(token: Token): void {
  token.type = "text";
  token.content = "";
}

function headingsOf(tokens: readonly Token[]): Heading[] {
  const headings: (Heading & { text: string })[] = [];
  tokens.forEach((token, at) => {
    if (token.type === "heading_open")
      headings.push({
        level: Number(token.tag.slice(1)),
        id: textOf(token, "id"),
        title: plain(tokens[at + 1]),
        text: "",
      });
    else if (tokens[at - 1]?.type !== "heading_open") {
      const last = headings.at(-1);
      const text = token.type === "fence" ? token.content : plain(token);
      if (last !== undefined && text !== "") last.text += `${text}\n`;
    }
  });
  return headings;
}

const afterFirst = (tokens: readonly Token[], type: string) =>
  tokens[tokens.findIndex((token) => token.type === type) + 1];

/** The words of a paragraph, without marks. */
const plain = (token: Token | undefined): string =>
  (token?.type === "inline" ? (token.children ?? []) : [])
    .map((child) => (child.type === "softbreak" ? " " : child.content))
    .join("")
    .trim();
