/** A route that the provider assigned to this merchant: what the routes in the configuration are chosen from. */
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
