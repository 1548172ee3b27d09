// npm runs this around `npm pack` and `npm publish`, in the package's folder. `prepare` leaves out of package.json what
// only a clone has: the sources, and these scripts. `restore` puts the clone's own back.
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import process from "node:process";

const MANIFEST = "package.json";
/** Not in `files`, so it is never packed. */
const KEPT = "package.json.kept";

/** The condition under which the workspace reads its packages from source. */
const SOURCE = "@malipo/source";

const withoutSource = (value) =>
  typeof value !== "object" || value === null
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .filter(([condition]) => condition !== SOURCE)
          .map(([key, inner]) => [key, withoutSource(inner)]),
      );

const steps = {
  prepare() {
    if (!existsSync("dist"))
      throw new Error("There is nothing to pack: run npm run build first.");
    steps.restore();
    const text = readFileSync(MANIFEST, "utf8");
    const published = JSON.parse(text);
    delete published.scripts;
    delete published.devDependencies;
    published.exports = withoutSource(published.exports);
    writeFileSync(KEPT, text);
    writeFileSync(MANIFEST, `${JSON.stringify(published, null, 2)}\n`);
  },
  restore() {
    if (existsSync(KEPT)) renameSync(KEPT, MANIFEST);
  },
};

steps[process.argv[2]]();
