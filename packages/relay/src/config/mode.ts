/** Whether the relay moves money, as far as its variables say, and whether its key says the same. */
import { formatMerchantKey, keyModeOf } from "@malipo/protocol/merchant-key";
import type { KeyMode } from "@malipo/protocol/merchant-key";
import type { Method } from "@malipo/protocol";
import type { Environment } from "../adapters/environment/environment.ts";
import { isLiveProvider, offering } from "./providers.ts";
import type { ConfiguredProvider } from "./providers.ts";
import { RELAY_VARIABLES } from "./variables.ts";

/** Null if that is unknown: nothing is offered, or a variable that decides can't be used. See `isLiveMode`. */
export function modeOf(
  env: Environment,
  providers: readonly ConfiguredProvider[],
  methods: readonly Method[],
): KeyMode | null {
  const isFaulty = ({ module }: ConfiguredProvider): boolean =>
    env.problems.some(({ variable }) => module.liveBy?.includes(variable));
  const offered = offering(providers, methods);
  const known = offered.filter((provider) => !isFaulty(provider));
  if (!known.every(isLiveProvider)) return "test";
  return offered.length > 0 && known.length === offered.length ? "live" : null;
}

/** Also where the key has other faults. */
export function checkMerchantKey(
  env: Environment,
  providers: readonly ConfiguredProvider[],
  methods: readonly Method[],
): void {
  const { name } = RELAY_VARIABLES.merchantKey;
  const given = keyModeOf(env.given(RELAY_VARIABLES.merchantKey) ?? "");
  const mode = modeOf(env, providers, methods);
  if (given === null || mode === null || given === mode) return;
  const reasons = offering(providers, methods).flatMap(
    ({ module }) => module.liveBy ?? [],
  );
  const moves = mode === "live" ? "moves money" : "uses a test system";
  const because =
    reasons.length === 0 ? "" : ` (as ${reasons.join(" and ")} say)`;
  env.addProblem(
    name,
    `is a ${given} key, but this relay ${moves}${because}: use ${formatMerchantKey(mode, "")} followed by the output of \`openssl rand -hex 32\``,
  );
}

/** For people. */
export const describeMode = (livemode: boolean): string =>
  livemode ? "live (money moves)" : "test (no money moves)";
