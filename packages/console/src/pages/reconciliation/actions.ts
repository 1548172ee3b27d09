/** What can be done with a day. */
import { api } from "../../lib/api.ts";
import { fullDay } from "../../lib/format.ts";
import type { Question } from "../../ui/confirm.ts";
import { fill, words } from "../../words/words.ts";

export function againQuestion(day: string): Question {
  const { reconciliation: texts } = words();
  return {
    title: fill(texts.againTitle, { day: fullDay(day) }),
    text: texts.againText,
    confirm: texts.compare,
    act: () =>
      api.post("/v1/merchant/reconciliations/{day}", {
        path: { day },
        body: {},
      }),
    done: texts.begun,
  };
}
