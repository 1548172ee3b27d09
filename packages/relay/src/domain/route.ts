/**
 * A transaction route that the provider assigned to this merchant. The route ids in the configuration are chosen from
 * these.
 */
export interface Route {
  readonly id: string;
  readonly category: string | null;
  readonly description: string | null;
  readonly integration: string | null;
  readonly country: string | null;
  readonly active: boolean;
  readonly channels: readonly {
    readonly type: number;
    readonly description: string | null;
  }[];
}
