import type { Migration } from "./migration.ts";

/** One phone of each order was kept here. All that paid a part are found by the order's contacts. */
export const linkPhones: Migration = {
  number: 32,
  name: "link-phones",
  async up(schema) {
    await schema.dropIndex("link_uses_by_phone").execute();
    await schema.alterTable("link_uses").dropColumn("phone").execute();
  },
};
