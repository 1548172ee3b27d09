import type { Migration } from "./migration.ts";

/** When tokens of a signing key are refused, where a person has said so. */
export const signingKeyEnds: Migration = {
  number: 10,
  name: "signing-key-ends",
  async up(schema) {
    await schema
      .alterTable("signing_keys")
      .addColumn("refused_at", "bigint")
      .execute();
  },
};
