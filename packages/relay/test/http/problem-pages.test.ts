import { PROBLEM_CODES } from "@malipo/protocol";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { PROBLEMS } from "../../src/http/kit/problem.ts";
import { PROBLEM_TEXTS } from "../../src/http/kit/problem-texts/index.ts";
import {
  PROBLEM_PAGE_ROUTES,
  problemSections,
} from "../../src/http/pages/problem-pages.ts";
import { listen } from "../support/http-server.ts";
import { serveRoutes } from "../support/routes.ts";
import type { PartOfContext } from "../support/routes.ts";

const serve = (): Promise<string> =>
  listen(
    serveRoutes(PROBLEM_PAGE_ROUTES, {
      deps: { settings: { publicUrl: "https://pay.shop.example" } },
    } as PartOfContext),
  );

describe("PROBLEM_TEXTS", () => {
  it("explains every code in whole sentences", () => {
    expect(Object.keys(PROBLEM_TEXTS).toSorted()).toEqual(
      [...PROBLEM_CODES].toSorted(),
    );
    for (const code of PROBLEM_CODES)
      for (const { text } of problemSections(code))
        expect(text, code).toMatch(/^[A-Zm][^]*[.?]$/);
  });
});

describe("the pages about problems", () => {
  it("has a page for every code", async () => {
    const url = await serve();
    for (const code of PROBLEM_CODES) {
      const res = await fetch(`${url}/problems/${code}`);
      const text = await res.text();
      expect(res.status, code).toBe(200);
      expect(res.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(text).toContain(`<code>${code}</code>`);
    }
  });

  it("lists them all", async () => {
    const text = await (await fetch(`${await serve()}/problems`)).text();
    for (const code of PROBLEM_CODES)
      expect(text).toContain(`/problems/${code}"`);
  });

  it("lets no script, style or frame in", async () => {
    const res = await fetch(`${await serve()}/problems/not_found`);
    const policy = res.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    expect(policy).not.toContain("script-src");
  });

  it("has none for codes that do not exist", async () => {
    const res = await fetch(`${await serve()}/problems/constructor`);
    expect(res.status).toBe(404);
  });

  it("serves its stylesheet, and says when it has not changed", async () => {
    const url = await serve();
    const res = await fetch(`${url}/problems/assets/problems.css`);
    expect(res.headers.get("content-type")).toContain("text/css");
    const again = await fetch(`${url}/problems/assets/problems.css`, {
      headers: { "If-None-Match": res.headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  });
});

/** The same texts for those who read the repository. */
function toMarkdown(): Promise<string> {
  const pages = PROBLEM_CODES.map((code) => {
    const sections = problemSections(code).map(
      ({ heading, text }) => `**${heading}.** ${text}`,
    );
    return [
      `## ${code}`,
      `HTTP ${PROBLEMS[code].status}: ${PROBLEMS[code].title}.`,
      ...sections,
    ].join("\n\n");
  });
  const intro =
    "Look up what an error of the relay means and how to fix it. Every error response is a problem document (RFC 9457) with one of these codes. Its `type` is the URL of the same text on your relay, `/problems/<code>`.";
  return format(
    ["# Problems", intro, FIND, "## All codes", toIndex(), ...pages].join(
      "\n\n",
    ),
    { parser: "markdown" },
  );
}

const FIND = `## Find the code

| where you see an error | where its code is                                                                                       |
| ---------------------- | ------------------------------------------------------------------------------------------------------- |
| a response             | \`code\` in the JSON. Quote \`instance\` when you ask for help: it is the request's id in the relay's log |
| your page              | \`detail.code\` of the event \`malipo-error\`; the browser's console explains what a developer can fix      |
| the command line       | in brackets behind the message: \`(not_found, request …)\`                                              |

A payment that fails is no error of the relay, and has no code here: see \`failure.code\` in [How a payment goes](how-a-payment-goes.md#a-prompt-is-not-paid).`;

/** The codes by their status. */
function toIndex(): string {
  const statuses = [
    ...new Set(PROBLEM_CODES.map((code) => PROBLEMS[code].status)),
  ].toSorted((a, b) => a - b);
  const rows = statuses.map((status) => {
    const codes = PROBLEM_CODES.filter(
      (code) => PROBLEMS[code].status === status,
    );
    return `| ${status} | ${codes.map((code) => `[${code}](#${code})`).join(", ")} |`;
  });
  return ["| HTTP | codes |", "| --- | --- |", ...rows].join("\n");
}

describe("docs/problems.md", () => {
  it("says what the pages say (vitest --update writes it anew)", async () => {
    await expect(await toMarkdown()).toMatchFileSnapshot(
      "../../../../docs/problems.md",
    );
  });
});
