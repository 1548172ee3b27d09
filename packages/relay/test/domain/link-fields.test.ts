import type { FieldAnswers, LinkField } from "@malipo/protocol";
import { cleanName } from "@malipo/protocol/text";
import { describe, expect, it } from "vitest";
import { readAnswers } from "../../src/domain/link-fields.ts";

const FIELDS: readonly LinkField[] = [
  { id: "name", label: "Child's name", required: true, type: "text" },
  { id: "age", label: "Age", required: false, type: "number" },
  {
    ...{ id: "size", label: "Size", required: false, type: "choice" },
    // The last ones as they were stored before choices were cleaned.
    choices: ["S", "M", "S  small", "Kg\u00a01", "Cafe\u0301"],
  },
];

const answer = (answers: FieldAnswers) => {
  const result = readAnswers(FIELDS, answers);
  return result.ok
    ? result.value.map(({ id, value }) => `${id}=${value}`)
    : (result.errors ?? []).map(({ field }) => `! ${field}`);
};

describe("answers to a link's questions", () => {
  it.each<[FieldAnswers, readonly string[]]>([
    [{ name: "Asha" }, ["name=Asha"]],
    [{ size: "M", age: "7", name: "Asha" }, ["name=Asha", "age=7", "size=M"]],
    [{ name: " A\u202esha\n " }, ["name=Asha"]],
    [{ name: "Asha", age: "", size: " " }, ["name=Asha"]],
    [{ name: "Asha", age: "\u0667.5" }, ["name=Asha", "age=7.5"]],
    [{}, ["! fields.name"]],
    [{ name: " " }, ["! fields.name"]],
    [{ name: "x".repeat(201) }, ["! fields.name"]],
    [{ name: "Asha", age: "1,000" }, ["! fields.age"]],
    [{ name: "Asha", age: "seven" }, ["! fields.age"]],
    [{ name: "Asha", size: "XL" }, ["! fields.size"]],
    ...["S  small", "Kg\u00a01", "Cafe\u0301"].map(
      (size): [FieldAnswers, readonly string[]] => [
        { name: "Asha", size },
        ["name=Asha", `size=${cleanName(size)}`],
      ],
    ),
    [{ name: "Asha", constructor: "x" }, ["! fields.constructor"]],
    [
      { extra: "x", size: "XL" },
      ["! fields.extra", "! fields.name", "! fields.size"],
    ],
  ])("%j", (answers, expected) => {
    expect(answer(answers)).toEqual(expected);
  });
});
