import { readFileSync } from "node:fs";

const secretNames = JSON.parse(
  readFileSync(new URL("../src/config/secret-variables.json", import.meta.url), "utf8"),
);

/** The environment for children of the set-up: without the console's secrets, because dependencies run in them. */
export function withoutSecrets(environment) {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !secretNames.includes(name) && !secretNames.includes(name.replace(/_FILE$/, "")),
    ),
  );
}
