import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const QUALITY = {
  params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
};

/** Writes `.br` and `.gz` beside each built file, so that a relay doesn't spend seconds on it with each start. */
export const compressed = {
  name: "compressed",
  async writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle)) {
      if (name.endsWith(".map")) continue;
      const file = path.join(dir, name);
      const bytes = await readFile(file);
      await writeFile(
        `${file}.br`,
        await promisify(brotliCompress)(bytes, QUALITY),
      );
      await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }));
    }
  },
};
