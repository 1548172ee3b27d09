/** What `malipo init` asks, as its flags say it. Apart from the rest, so that the help needs no provider. */
import type { Option } from "../command.ts";

export const ANSWER_OPTIONS = {
  "public-url": {
    about: "how browsers and the providers reach the relay",
    value: "url",
  },
  origins: {
    about: "the shop's pages that may use it, separated by commas",
    value: "urls",
  },
  name: { about: "the shop's name, as shoppers see it" },
  "webhook-url": { about: "where your backend takes webhooks", value: "url" },
  provider: {
    about: "who moves the money: a provider, or sandbox, where none moves",
    value: "name",
    hints: ["sandbox"],
  },
  mode: {
    about:
      "whether the provider moves money: live, or test for its test system; decides the kind of the merchant key",
    value: "mode",
    hints: ["live", "test"],
  },
  "sandbox-url": { about: "where the sandbox listens", value: "url" },
} as const satisfies Readonly<Record<string, Option>>;
