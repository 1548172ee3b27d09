/** Secrets made for the tests; `secrets.test.ts` looks for them where they must not be. */
export const CANARIES = {
  masterKey: Buffer.alloc(32, "canary-master-key").toString("base64"),
  merchantKey: "mk_canary_8f1d0c7b6a5948372615f0e1d2c3b4a5",
  clientSecret: "cs_canary_1a2b3c4d5e6f708192a3b4c5d6e7f809",
  cartSecret: "ct_canary_0f1e2d3c4b5a69788796a5b4c3d2e1f0",
  flexpayClientSecret: "fs_canary_5e4d3c2b1a09f8e7d6c5b4a392817060",
  flexpayWebhookSecret: "fw_canary_c0ffee1234567890abcdef0987654321",
  webhookSecret: `whsec_${Buffer.alloc(32, "canary-webhook-secret").toString("base64")}`,
} as const;
