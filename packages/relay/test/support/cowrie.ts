/** A third provider, as small as one can be: a prompt, a query and a signed callback. */
import { createHmac } from "node:crypto";
import { baseUrl } from "../../src/adapters/environment/addresses.ts";
import { givenSecret } from "../../src/adapters/environment/secrets.ts";
import { variable } from "../../src/adapters/environment/variable.ts";
import { createApi } from "../../src/adapters/provider-http/api.ts";
import { good } from "../../src/adapters/provider-http/checks.ts";
import { exchange } from "../../src/adapters/provider-http/http.ts";
import { defineProvider } from "../../src/adapters/provider-module.ts";
import type { InboundDeclaration } from "../../src/adapters/provider-module.ts";
import type { CallbackHint } from "../../src/ports/callback-hint.ts";

const variables = {
  url: variable({
    name: "COWRIE_URL",
    about: "The base address of the API.",
    parse: baseUrl,
    required: "Cowrie needs it",
  }),
  secret: variable({
    name: "COWRIE_SECRET",
    about: "From the provider.",
    parse: givenSecret,
    required: "Cowrie needs it",
    secret: true,
  }),
};

const METHOD = {
  id: "shells",
  title: "Shells",
  action: "prompt",
  needs: [],
} as const;

const INBOUND: readonly InboundDeclaration[] = [
  {
    path: "/callbacks/cowrie",
    proof: "signature",
    summary: "Signed callbacks about attempts",
    registration: { title: "callback address", needs: [] },
  },
];

export const signCowrie = (secret: string, body: Uint8Array | string): string =>
  createHmac("sha256", secret).update(body).digest("hex");

function readHint(body: Uint8Array): CallbackHint {
  const [, attemptId = null] =
    /"attempt":"([\w-]+)"/.exec(new TextDecoder().decode(body)) ?? [];
  return { attemptId, payerAnswered: true, amount: null, hasAmount: false };
}

export const cowrie = defineProvider({
  id: "cowrie",
  title: "Cowrie",
  about: "Both together.",
  variables,
  requirements: [],
  methods: [METHOD],
  inbound: INBOUND,
  services: {},
  open({ url, secret }, { clock, promptSeconds }) {
    const tokens = {
      get: () => Promise.resolve({ ok: true, token: "t0ken" } as const),
    };
    const api = createApi(url, tokens, clock);
    const { id, title, action } = METHOD;
    const checkHealth = async (): Promise<boolean> => {
      const answer = await exchange({
        method: "GET",
        url: new URL(url),
        headers: {},
        timeoutMs: 1_000,
      });
      return answer.kind === "response";
    };
    const ask = async (method: "GET" | "POST", attempt: string) => {
      const call = { path: `/${attempt}`, timeoutMs: 1_000 };
      const answer = await api({ method, ...call });
      return answer.kind === "response"
        ? JSON.stringify(answer.json)
        : undefined;
    };
    return {
      services: {},
      checkHealth,
      checks: [
        {
          name: "health",
          run: async () => {
            const isUp = await checkHealth();
            return isUp
              ? good("responds")
              : { mark: "FAIL", words: "does not respond. Check COWRIE_URL." };
          },
        },
      ],
      provider: {
        id: "cowrie",
        inbound: INBOUND,
        methods: [
          {
            id,
            title,
            action,
            currencies: ["KES"],
            min: null,
            max: null,
            step: 1,
            needsPhone: true,
            needsReference: false,
            promptSeconds,
          },
        ],
        submit: async ({ plan }) =>
          (await ask("POST", plan.id)) === '{"prompt":"sent"}'
            ? { kind: "accepted", action: null }
            : { kind: "unknown", detail: "no answer" },
        query: async (plan) => {
          const said = await ask("GET", plan.id);
          if (said === undefined)
            return { kind: "unavailable", detail: "no answer" };
          return said === '{"paid":"yes"}'
            ? { kind: "succeeded", amount: plan.amount, receipt: "SHELL-1" }
            : { kind: "pending" };
        },
        readCallback: () => null,
        webhooks: {
          open: (body, headers) =>
            Promise.resolve(
              headers["x-cowrie-signature"] === signCowrie(secret, body)
                ? { kind: "attempt", hint: readHint(body) }
                : { kind: "refused", reason: "signature_wrong" },
            ),
        },
      },
    };
  },
});
