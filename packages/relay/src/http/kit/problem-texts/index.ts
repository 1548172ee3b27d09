/** Why each problem occurs, and what each reader can do about it. */
import type { ProblemCode } from "@malipo/protocol";
import { KEY_PROBLEMS } from "./key-problems.ts";
import { ORDER_PROBLEMS } from "./order-problems.ts";
import type { ProblemText } from "./problem-text.ts";
import { RELAY_PROBLEMS } from "./relay-problems.ts";
import { REQUEST_PROBLEMS } from "./request-problems.ts";
import { SERVICE_PROBLEMS } from "./service-problems.ts";

export const PROBLEM_TEXTS: Readonly<Record<ProblemCode, ProblemText>> = {
  ...REQUEST_PROBLEMS,
  ...KEY_PROBLEMS,
  ...ORDER_PROBLEMS,
  ...SERVICE_PROBLEMS,
  ...RELAY_PROBLEMS,
};
