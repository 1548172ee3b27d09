/** What a relay was started with, for `GET /v1/merchant/settings`. */
import type { RelaySettings } from "@malipo/protocol/merchant";
import type { SqlStore } from "./adapters/sql-store/open.ts";
import { callbackAddresses } from "./callback-addresses.ts";
import type { Config } from "./config.ts";
import { isLiveMode, isLiveProvider } from "./config/providers.ts";
import { readVersion, readWidgetVersion } from "./version.ts";

/** `widgetDirectory`: of the widget that it serves, if not the installed one. */
export async function readRelaySettings(
  config: Config & { readonly widgetDirectory?: string },
  store: Pick<SqlStore, "describe">,
): Promise<RelaySettings> {
  const { publicUrl, modules, providers, methods } = config;
  const { words, schema } = await store.describe();
  return {
    livemode: isLiveMode(providers, methods),
    publicUrl,
    versions: {
      relay: readVersion(),
      widget: readWidgetVersion(config.widgetDirectory),
      node: process.versions.node,
      database: words,
      schema,
    },
    providers: modules.map((module) => {
      const provider = providers.find((each) => each.module === module);
      return {
        id: module.id,
        title: module.title,
        configured: provider !== undefined,
        livemode: provider === undefined ? null : isLiveProvider(provider),
        methods: module.methods.map(({ id, title }) => ({
          id,
          title,
          offered: methods.includes(id),
        })),
      };
    }),
    addresses: callbackAddresses(config).map(
      ({ provider, title, url, path, isSecret }) => ({
        provider,
        title,
        // Whoever has the whole of it can make an order paid, which no API key may.
        url: isSecret ? `${publicUrl}${path}` : url,
        secret: isSecret,
      }),
    ),
    variables: [...config.variables],
  };
}
