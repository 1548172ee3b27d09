import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { leanNames } from "./lean-names.mjs";

const source = (file) =>
  fileURLToPath(new URL(`./src/${file}`, import.meta.url));

/** The files that are loaded late, by their source. `src/late-files.ts` imports each. */
export const LATE_FILES = {
  "malipo.sw": source("locales/sw.ts"),
  "malipo.qr": source("qr-code.ts"),
};

/** Leaves the late files out of the main ones, which then ask for them beside themselves. */
export const lateFiles = {
  name: "late-files",
  enforce: "pre",
  async resolveId(id, importer, { kind }) {
    if (kind !== "dynamic-import") return null;
    const resolved = await this.resolve(id, importer, { skipSelf: true });
    const late = Object.entries(LATE_FILES).find(
      ([, file]) => file === resolved?.id,
    );
    if (!late) this.error(`${id} is imported late but is no late file`);
    return { id: `./${late[0]}.js`, external: true };
  },
  // To a classic script from another origin a relative address says nothing (HTML, "create a classic script").
  renderChunk(code, _chunk, { format }) {
    if (format !== "iife") return null;
    const beside = code.replace(
      /import\((["'`])\.\/([\w.]+)\1\)/g,
      "import(new URL('$2',malipoScript))",
    );
    if (
      beside.split("malipoScript").length - 1 !==
      Object.keys(LATE_FILES).length
    )
      this.error("not every late import was found in the classic script");
    return {
      code: beside.replace(
        "{",
        "{const malipoScript=document.currentScript?.src;",
      ),
      map: null,
    };
  },
};

/** Never to be changed: a language of another version would say the wrong words. */
const SALT = "46";

/**
 * Short names for the words. A language comes from a file of its own and perhaps of another version, so a word's name
 * follows from its key alone.
 */
function wordNames() {
  const text = readFileSync(source("locales/en.ts"), "utf8");
  const keys = [...text.matchAll(/^ {2}(\$\w+):/gm)].map(([, key]) => key);
  const names = keys.map((key) => {
    const hash = createHash("sha256").update(SALT + key);
    return hash
      .digest("base64")
      .replace(/[^a-z]/gi, "")
      .slice(0, 2);
  });
  const twice = keys.find((_, i) => names.indexOf(names[i]) !== i);
  if (twice)
    throw new Error(`${twice} gets the short name of another word: rename it`);
  return Object.fromEntries(keys.map((key, index) => [key, names[index]]));
}

/** How every file of the widget is made small. Library mode leaves white space and comments in ES modules. */
export const minify = {
  compress: { target: "es2022" },
  mangle: true,
  mangleProps: { include: leanNames, cache: wordNames() },
  codegen: true,
};
