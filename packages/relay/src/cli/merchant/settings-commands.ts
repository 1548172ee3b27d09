/** What the relay was started with. */
import { settingsSchema } from "@malipo/protocol/merchant";
import { EXIT_DONE, EXIT_FAILED } from "../exit-codes.ts";
import type { MerchantCommand } from "./command.ts";
import { CliError } from "./relay-client.ts";
import { renderRecord, renderTable } from "./table.ts";

const PATH = "/v1/merchant/settings";

export const SETTINGS_COMMANDS: Readonly<
  Record<string, readonly MerchantCommand[]>
> = {
  settings: [
    {
      name: "show",
      about:
        "show the running relay's configuration without secrets, its versions, and the addresses to register",
      method: "GET",
      path: PATH,
      // What a variable means would make the table too wide: `malipo variables` says it.
      async instead({ options }, relay, { write, terminal }) {
        if (options["json"] === true) return undefined;
        const answer = await relay.call({ method: "GET", route: PATH });
        const { success, data } = settingsSchema.safeParse(answer);
        if (!success)
          throw new CliError(
            "the relay is of another version: use --json",
            EXIT_FAILED,
          );
        const { variables, providers, ...rest } = data;
        write(
          renderRecord(
            {
              ...rest,
              providers: providers.map(({ methods, ...provider }) => ({
                ...provider,
                methods: methods
                  .filter(({ offered }) => offered)
                  .map(({ id }) => id)
                  .join(" "),
              })),
            },
            terminal,
          ),
        );
        write("\nvariables\n");
        write(
          renderTable(
            variables,
            { NAME: "name", SET: "set", VALUE: "value" },
            terminal,
          ),
        );
        return EXIT_DONE;
      },
      examples: ["settings show", "settings show --json"],
    },
  ],
};
