import { readdirSync } from "node:fs";
import process from "node:process";

/** The widget's files by name, as `npm run build` made them; paths are relative to the working directory. */
const DIST = "packages/widget/dist";

/** Kilobytes of the widget's own files, for which a page waits. */
const MAIN = 33;
/** Kilobytes of each file that comes late. */
const LATE = {
  "malipo.qr.js": 4,
  "malipo.lang.js": 1,
  "malipo.page.js": 3,
  "malipo.phone.js": 1,
  "malipo.link.js": 2.5,
  "malipo.dev.js": 1,
  "malipo.old.js": 1.5,
};
/** Kilobytes of any other late file: it is a language. */
const LANGUAGE = 3.4;

const late = readdirSync(`${process.cwd()}/${DIST}`).filter(
  (name) => /^malipo\.[a-z]+\.js$/.test(name) && name !== "malipo.classic.js",
);

const widget = [
  ["malipo.js", MAIN],
  ["malipo.classic.js", MAIN],
  ...late.map((name) => [name, LATE[name] ?? LANGUAGE]),
].map(([name, limit]) => ({
  name,
  path: `${DIST}/${name}`,
  limit: `${limit} kB`,
}));

export default [
  ...widget,
  // All pages and languages together; a page that is opened takes 2 to 6 kB of it, beside the 24 kB that all share.
  {
    name: "console",
    path: "packages/console/dist/assets/*.js",
    limit: "110 kB",
  },
];
