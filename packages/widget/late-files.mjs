import { fileURLToPath } from "node:url";
import { LOCALES } from "../protocol/src/languages.ts";

const source = (file) =>
  fileURLToPath(new URL(`./src/${file}`, import.meta.url));

/** The files that are loaded late, by their source. `src/late-files.ts` imports each. */
export const LATE_FILES = {
  ...Object.fromEntries(
    LOCALES.filter((locale) => locale !== "en").map((locale) => [
      `malipo.${locale}`,
      source(`locales/${locale}.ts`),
    ]),
  ),
  "malipo.lang": source("language-switch.ts"),
  "malipo.qr": source("qr-code.ts"),
  "malipo.page": source("page/host-page.ts"),
  "malipo.phone": source("remembered-phone.ts"),
  "malipo.link": source("link-form.ts"),
  "malipo.dev": source("for-developers.ts"),
  "malipo.old": source("too-old.ts"),
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
        "{const malipoScript=globalThis.document?.currentScript?.src;",
      ),
      map: null,
    };
  },
};

/** How every file of the widget is made small. Library mode leaves white space and comments in ES modules. */
export const minify = {
  compress: { target: "es2022" },
  mangle: true,
  codegen: true,
};
