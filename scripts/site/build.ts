/** Builds the documentation site: pages, their Markdown twins, the search index and `llms.txt`. */
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import MiniSearch from "minisearch";
import { build as bundle } from "vite";
import { at } from "../lib/paths.ts";
import { drawChart } from "./chart.ts";
import {
  API_REFERENCE,
  DECISIONS,
  OTHER_FILES,
  SECTIONS,
  addressOf,
} from "./contents.ts";
import { render } from "./markdown.ts";
import type { Rendered } from "./markdown.ts";
import { framePage, wayTo } from "./page.ts";
import { writeReference } from "./reference.ts";
import type { OpenApi } from "./reference.ts";

export interface SiteOptions {
  /** Removed and written anew. */
  readonly directory: string;
  readonly document: OpenApi;
  readonly version: string;
}

interface Page extends Rendered {
  readonly file: string;
  readonly address: string;
  readonly title: string;
  readonly markdown: string;
}

interface Built {
  readonly pages: number;
  /** `file: link`, for what leads nowhere. */
  readonly deadLinks: readonly string[];
}

export async function buildSite(options: SiteOptions): Promise<Built> {
  const { directory, document, version } = options;
  rmSync(directory, { recursive: true, force: true });
  const write = (address: string, text: string): void => {
    const file = path.join(directory, address);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const sources = readSources(document);
  const site = new Site(directory, sources, write);
  const pages = [...sources.keys()].map((file) => site.page(file));
  const byFile = new Map(pages.map((page) => [page.file, page]));
  const sections = SECTIONS.map(({ title, files }) => ({
    title,
    pages: files.flatMap((file) => byFile.get(file) ?? []),
  }));
  for (const page of pages) {
    const { summary, headings, html } = page;
    const frame = { entry: page, summary, headings, html, sections, version };
    write(page.address, framePage(frame));
    write(page.address.replace(/\.html$/, ".md"), page.markdown);
  }
  write("search-index.js", searchIndexOf(pages));
  write("llms.txt", llmsText(sections));
  copyFileSync(
    at("scripts", "site", "browser", "site.css"),
    path.join(directory, "site.css"),
  );
  await bundleScript(directory);
  return { pages: pages.length, deadLinks: site.deadAnchors(pages) };
}

/** All pages' Markdown, by file. */
function readSources(document: OpenApi): ReadonlyMap<string, string> {
  const listed = SECTIONS.flatMap(({ files }) => files);
  const others = globSync([...OTHER_FILES], { cwd: at(".") }).sort();
  const sources = new Map(
    [...listed, ...others]
      .filter((file) => file !== API_REFERENCE && file !== DECISIONS)
      .map((file) => [file, readFileSync(at(file), "utf8")]),
  );
  sources.set(API_REFERENCE, writeReference(document));
  sources.set(DECISIONS, listDecisions(sources));
  return sources;
}

function listDecisions(sources: ReadonlyMap<string, string>): string {
  const lines = [...sources]
    .filter(([file]) => /^docs\/decisions\/\d/.test(file))
    .map(([file, text]) => {
      const title = /^# (.+)$/m.exec(text)?.[1] ?? file;
      return `- [${title}](${path.basename(file)})`;
    });
  return [
    "# Decisions",
    "Why Malipo is built as it is: one page for each decision, with what else was considered.",
    lines.join("\n"),
  ].join("\n\n");
}

/** What pages lead to, and what of it exists. */
class Site {
  readonly #directory: string;
  readonly #sources: ReadonlyMap<string, string>;
  readonly #write: (address: string, text: string) => void;
  readonly #links: { from: string; to: string; anchor: string }[] = [];
  #charts = 0;

  constructor(
    directory: string,
    sources: ReadonlyMap<string, string>,
    write: (address: string, text: string) => void,
  ) {
    this.#directory = directory;
    this.#sources = sources;
    this.#write = write;
  }

  page(file: string): Page {
    const source = this.#sources.get(file) ?? "";
    const address = addressOf(file);
    const rendered = render(source, {
      resolve: (target) => this.#resolve(file, target),
      showChart: (chart) => this.#showChart(address, chart),
    });
    const title = rendered.headings[0]?.title ?? file;
    return { ...rendered, file, address, title, markdown: source };
  }

  /** Links to headings that don't exist; links to files that don't are an error of the guides' own test. */
  deadAnchors(pages: readonly Page[]): readonly string[] {
    const ids = new Map(
      pages.map(({ file, headings }) => [
        file,
        new Set(headings.map(({ id }) => id)),
      ]),
    );
    return this.#links
      .filter(({ to, anchor }) => anchor !== "" && !ids.get(to)?.has(anchor))
      .map(({ from, to, anchor }) => `${from}: ${to}#${anchor}`);
  }

  #resolve(from: string, target: string): string | undefined {
    if (/^[a-z]+:/.test(target)) return target;
    const [name = "", anchor = ""] = target.split("#");
    const to = name === "" ? from : path.join(path.dirname(from), name);
    const hash = anchor === "" ? "" : `#${anchor}`;
    const page = [to, path.join(to, "README.md")].find((file) =>
      this.#sources.has(file),
    );
    const here = addressOf(from);
    if (page !== undefined) {
      this.#links.push({ from, to: page, anchor });
      return wayTo(here, addressOf(page)) + hash;
    }
    // A folder without a guide has no page.
    if (!existsSync(at(to)) || statSync(at(to)).isDirectory()) return undefined;
    const copy = path.join("files", to);
    mkdirSync(path.join(this.#directory, path.dirname(copy)), {
      recursive: true,
    });
    copyFileSync(at(to), path.join(this.#directory, copy));
    return wayTo(here, copy);
  }

  #showChart(from: string, source: string): string {
    const { light, dark } = drawChart(source);
    this.#charts += 1;
    const pictures = Object.entries({ light, dark }).map(([theme, svg]) => {
      const address = `charts/${this.#charts}-${theme}.svg`;
      this.#write(address, svg);
      return `<img class="${theme}" src="${wayTo(from, address)}" alt="The steps that the text describes">`;
    });
    return `<p class="chart" tabindex="0">${pictures.join("")}</p>`;
  }
}

/** One entry for each heading, so that a result leads to the place. */
function searchIndexOf(pages: readonly Page[]): string {
  const index = new MiniSearch({
    fields: ["title", "page", "text"],
    storeFields: ["title", "page"],
  });
  const ids = new Set<string>();
  for (const { address, title: page, headings } of pages)
    for (const { id: anchor, title, text } of headings) {
      const id = `${address}#${anchor}`;
      if (!ids.has(id)) index.add({ id, title, page, text });
      ids.add(id);
    }
  return `window.searchIndex = ${JSON.stringify(JSON.stringify(index))};\n`;
}

/** https://llmstxt.org: what there is, for programs that read. */
function llmsText(
  sections: readonly { title: string; pages: readonly Page[] }[],
): string {
  const [home] = sections[0]?.pages ?? [];
  return [
    `# ${home?.title ?? "Malipo"}`,
    `> ${home?.summary ?? ""}`,
    ...sections.map(({ title, pages }) =>
      [
        `## ${title}\n`,
        ...pages.map(
          (page) =>
            `- [${page.title}](${page.address.replace(/\.html$/, ".md")}): ${page.summary}`,
        ),
      ].join("\n"),
    ),
  ].join("\n\n");
}

async function bundleScript(directory: string): Promise<void> {
  await bundle({
    configFile: false,
    logLevel: "error",
    build: {
      outDir: directory,
      emptyOutDir: false,
      target: "es2022",
      lib: {
        entry: at("scripts", "site", "browser", "site.ts"),
        formats: ["iife"],
        name: "site",
        fileName: () => "site.js",
      },
    },
  });
}
