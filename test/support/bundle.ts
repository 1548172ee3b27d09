/** A page's script, made by Vite from a text that may import installed packages. */
import path from "node:path";
import { build } from "vite";

/** For a browser, in production. */
export async function bundle(code: string): Promise<string> {
  const entry = "entry";
  const built = await build({
    configFile: false,
    logLevel: "silent",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [
      {
        name: "entry",
        resolveId: (id) => (id === entry ? path.resolve(`${entry}.js`) : null),
        load: (id) => (id === path.resolve(`${entry}.js`) ? code : null),
      },
    ],
    build: { write: false, rolldownOptions: { input: entry } },
  });
  const [only] = [built].flat();
  if (!only || !("output" in only)) throw new Error("nothing was built");
  return only.output[0].code;
}
