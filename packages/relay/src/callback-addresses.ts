/** The relay's URLs that operators register with the providers. */
import { createSecrets } from "./adapters/secrets/hmac-secrets.ts";
import { isSet } from "./config/providers.ts";
import type { Config } from "./config.ts";

export interface CallbackAddress {
  /** The provider's id, and the path under the relay's URL: "/callbacks/<provider>/…". */
  readonly provider: string;
  readonly path: string;
  /** The provider's name and its name for the URL, for display. */
  readonly title: string;
  readonly url: string;
  /** A message to it can make an order paid. */
  readonly isSecret: boolean;
}

/** The URLs to register with the configured providers, in the order of their modules. */
export function callbackAddresses(
  config: Pick<Config, "publicUrl" | "masterKey" | "providers">,
): readonly CallbackAddress[] {
  const secrets = createSecrets(config.masterKey);
  return config.providers.flatMap((provider) =>
    provider.module.inbound.flatMap((call) => {
      const { path, registration } = call;
      if (!registration?.needs.every((name) => isSet(provider, name)))
        return [];
      const isSecret = call.proof === "address_mac";
      const mac = isSecret ? `?s=${secrets.callbackMac(call.word)}` : "";
      return [
        {
          provider: provider.module.id,
          path,
          title: `${provider.module.title}, ${registration.title}`,
          url: `${config.publicUrl}${path}${mac}`,
          isSecret,
        },
      ];
    }),
  );
}
