/** Other paths than the standard ones for a provider's calls: its documents leave some of them open. */
import type { Environment } from "./environment.ts";
import { readList } from "./values.ts";

const PATH = /^\/[\w.~/{}-]{0,199}$/;
const PLACEHOLDER = "{reference}";

/** From "deposit=/v2/deposit,bill=/v2/bill". A path keeps the placeholder of the one that it replaces. */
export function readPaths<Paths extends Readonly<Record<keyof Paths, string>>>(
  env: Environment,
  name: string,
  standard: Paths,
): Partial<Paths> {
  const known = new Map(Object.entries<string>(standard));
  const entries = (readList(env, name) ?? []).map((entry) => {
    const [call = "", ...rest] = entry.split("=");
    return [call.trim(), rest.join("=").trim()] as const;
  });
  const good = entries.filter(([call, path]) => {
    const replaced = known.get(call);
    return (
      replaced !== undefined &&
      PATH.test(path) &&
      path.includes(PLACEHOLDER) === replaced.includes(PLACEHOLDER)
    );
  });
  if (good.length < entries.length)
    env.complain(
      name,
      `must be call=/path with commas between, of ${[...known.keys()].join(", ")}; where the standard path has ${PLACEHOLDER}, so must the other`,
    );
  return Object.fromEntries(good) as Partial<Paths>;
}
