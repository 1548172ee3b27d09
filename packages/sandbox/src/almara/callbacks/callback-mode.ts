/** How faithfully the callbacks of an attempt are sent. */

export interface CallbackMode {
  /** How often each callback is sent; 0 sends none. */
  readonly times: number;
  /** Last callback first. */
  readonly reordered: boolean;
  /** `true`: the real outcome. `wrong_amount`: a different amount. `forged`: claims paid, whatever the outcome. */
  readonly content: "true" | "wrong_amount" | "forged";
}

export const MAX_CALLBACK_TIMES = 20;

const NORMAL: CallbackMode = { times: 1, reordered: false, content: "true" };
const NONE: CallbackMode = { ...NORMAL, times: 0 };

export const CALLBACK_MODES = {
  normal: NORMAL,
  none: NONE,
  lost: NONE,
  repeated: { ...NORMAL, times: 2 },
  reordered: { ...NORMAL, reordered: true },
  repeated_reordered: { ...NORMAL, times: 2, reordered: true },
  wrong_amount: { ...NORMAL, content: "wrong_amount" },
  forged: { ...NORMAL, content: "forged" },
} as const satisfies Record<string, CallbackMode>;

export function toRepeatedMode(times: number): CallbackMode {
  return { ...NORMAL, times };
}
