/** The provider's documented answers, and what their shape is. */
import { readFileSync } from "node:fs";

export function readSample(name: string): unknown {
  const file = new URL(`../samples/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Every member in its order with the type of its value; null is a type of its own. */
export function toShape(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toShape);
  if (typeof value !== "object" || value === null)
    return value === null ? "null" : typeof value;
  return Object.entries(value).map(([name, member]) => [name, toShape(member)]);
}
