import type { Migration } from "./migration.ts";

/** What somebody waits for goes before what nobody does. */
export const taskPriorities: Migration = {
  number: 5,
  name: "task-priorities",
  async up(schema) {
    await schema
      .alterTable("tasks")
      .addColumn("priority", "integer", (c) => c.notNull().defaultTo(0))
      .execute();
    await schema.dropIndex("tasks_by_due_at").execute();
    await schema
      .createIndex("tasks_by_priority")
      .on("tasks")
      .columns(["kind", "priority", "due_at"])
      .execute();
  },
};
