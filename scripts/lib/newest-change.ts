import { readdirSync, statSync } from "node:fs";
import path from "node:path";

const changedAt = (file: string): number => {
  const stat = statSync(file);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(file).map((name) => path.join(file, name));
  return Math.max(stat.mtimeMs, ...inside.map(changedAt));
};

/** When the newest of these files, and of the files in these folders, was changed. */
export const newestChange = (files: readonly string[]): number =>
  Math.max(...files.map(changedAt));
