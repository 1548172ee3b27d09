import { readdirSync } from "node:fs";
import process from "node:process";

/** The widget's files by name, as `npm run build` made them; paths are relative to the working directory. */
const DIST = "packages/widget/dist";

/** Late files that are no language. */
const OTHERS = {
  "malipo.qr.js": "4 kB",
  "malipo.lang.js": "1 kB",
  "malipo.page.js": "3 kB",
  "malipo.phone.js": "1 kB",
  "malipo.link.js": "2.5 kB",
  "malipo.dev.js": "1 kB",
  "malipo.old.js": "1.5 kB",
};

const late = readdirSync(`${process.cwd()}/${DIST}`).filter((name) =>
  /^malipo\.[a-z]+\.js$/.test(name),
);

export default [
  ["malipo.js", "32.8 kB"],
  ["malipo.classic.js", "32.8 kB"],
  ...late
    .filter((name) => name !== "malipo.classic.js")
    .map((name) => [name, OTHERS[name] ?? "3.4 kB"]),
]
  .map(([name, limit]) => ({ name, path: `${DIST}/${name}`, limit }))
  // All pages and languages together; a page that is opened takes 2 to 6 kB of it, beside the 24 kB that all share.
  .concat({
    name: "console",
    path: "packages/console/dist/assets/*.js",
    limit: "110 kB",
  });
