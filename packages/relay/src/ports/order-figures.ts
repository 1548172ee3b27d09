/** Orders as summaries count them. */
import type { FigureKey } from "../domain/order-figure.ts";

/** Orders of one kind. They stay counted when unpaid ones are removed. */
export interface OrderFigures extends Omit<FigureKey, "bucketAt" | "status"> {
  readonly status: string;
  readonly count: number;
  /** The sum of their amounts, in minor units. */
  readonly value: number;
}
