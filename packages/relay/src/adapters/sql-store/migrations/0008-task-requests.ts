import type { Migration } from "./migration.ts";

/** A task that is wanted again while it runs: the lease stays, and what was asked for waits beside it. */
export const taskRequests: Migration = {
  number: 8,
  name: "task-requests",
  async up(schema) {
    await schema
      .alterTable("tasks")
      .addColumn("requested_at", "bigint")
      .execute();
    await schema
      .alterTable("tasks")
      .addColumn("requested_priority", "integer")
      .execute();
  },
};
