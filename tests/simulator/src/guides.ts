import type { Provider } from "./providers.ts";

/** What a customer needs before linking, as StackOne tells it: markdown of a third party, which a page must not trust. */

interface Step {
  title: string;
  content: string;
  list?: string[];
  image?: { alt: string; src: string };
  displayScopes?: boolean;
}

/** A section may hold for some scopes only, which the wire writes `applicableScopes` (SDK model GuideSectionMeta). */
interface Section extends Step {
  steps?: Step[];
  applicableScopes?: string[];
}

interface Guide {
  warning?: string;
  sections: Section[];
}

/** A provider about which StackOne has written nothing. */
const withoutGuide = "docebo";

const scopes: Record<string, Record<string, string>> = {
  hubspot: {
    "crm.objects.contacts.read": "View contacts",
    "crm.objects.companies.read": "View companies",
  },
  salesforce: { api: "Manage user data via APIs", refresh_token: "Perform requests at any time" },
  slack: { "users:read": "View people in a workspace" },
  jira: { "read:jira-work": "View Jira issue data" },
  xero: { "accounting.contacts.read": "View contacts", offline_access: "Maintain access" },
};

/** The linking guide and the one for the project's own set-up; undefined where there is none. */
export function guidesOf(provider: Provider): { config: Guide; setup: Guide } | undefined {
  if (provider.key === withoutGuide) return undefined;
  const setup = provider.auth === "oauth2" ? signInGuide(provider) : formGuide(provider);
  return { config: configGuide(provider), setup };
}

/** The scopes that the sign-in asks for; the shape of their definitions is not documented. */
export function scopesOf({ key }: Provider) {
  const of = Object.entries(scopes[key] ?? {});
  return {
    required_scopes: of.map(([scope]) => scope),
    scope_definitions: of.map(([scope, description]) => ({ scope, description })),
  };
}

function signInGuide({ key, name }: Provider): Guide {
  const [scope] = Object.keys(scopes[key] ?? {});
  return {
    warning: `Use an account that stays: ${name} ends the connection when its user is deactivated.`,
    sections: [
      {
        title: "Before you start",
        content: `You need a **${name} administrator** who may approve apps.`,
        list: [`An administrator of ${name}`, "A browser that allows pop-ups"],
      },
      {
        title: "Approve access",
        content: `A window of ${name} opens when you press *Connect*.`,
        steps: [
          { title: "Sign in", content: `Sign in to ${name} with your second factor ready.` },
          { title: "Approve", content: "Press **Allow access**.", displayScopes: true },
        ],
        ...(scope === undefined ? {} : { applicableScopes: [scope] }),
      },
    ],
  };
}

function formGuide({ key, name, fields }: Provider): Guide {
  return {
    sections: [
      {
        title: "Permissions",
        content: `You need a **${name} administrator**. See [${name}'s help](https://help.example.com/${key}).`,
        list: fields.map(({ label }) => label),
      },
      {
        title: `Create the credentials in ${name}`,
        content: "Do this once; they are shown a single time.",
        steps: [
          { title: "Open the settings", content: "Choose *Integrations* in your profile's menu." },
          {
            title: "Copy them",
            content: "Copy them into the form that you were sent.",
            image: { alt: `${name}: where the credentials are`, src: `/guides/${key}.png` },
          },
        ],
      },
      ...(key === "pipedrive" ? [spoiltSection] : []),
    ],
  };
}

/** What nobody's page may run. */
const spoiltSection: Section = {
  title: "<b>Also</b>",
  content: '<img src="x" onerror="alert(1)">[Open](javascript:alert(1)) <script>alert(1)</script>',
  list: ["[help](data:text/html,x)"],
};

function configGuide({ name }: Provider): Guide {
  return {
    sections: [
      {
        title: "Set up the connector",
        content: `Done once for your project: enable ${name} under *Connector profiles*.`,
      },
    ],
  };
}
