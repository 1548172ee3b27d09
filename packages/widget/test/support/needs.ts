/**
 * Blocks of tests that need more than every engine's driver can do. Where it can't, their tests are counted as not run, by
 * what they need (`test-runner/count-reporter.mjs`).
 */
import { executeServerCommand } from "@web/test-runner-commands";

/** `devtools`: the DevTools protocol: pictures, the accessibility tree, media features. `viewport`: its size can be set. */
type Ability = "devtools" | "viewport";

const abilities = await executeServerCommand<Ability[], null>("abilities");

/** A `describe` block that runs only where the browser's driver can do this. */
export function describeWith(
  ability: Ability,
  title: string,
  tests: (this: Mocha.Suite) => void,
): void {
  if (abilities.includes(ability)) describe(title, tests);
  else describe.skip(`${title} (needs ${ability})`, tests);
}
