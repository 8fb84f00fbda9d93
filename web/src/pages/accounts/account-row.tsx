import type { ListedAccount } from "@connect-console/shared/account";
import type { Provider } from "@connect-console/shared/provider";
import { Group, Text } from "@mantine/core";
import { accountName } from "../../account/account-name.ts";
import { explainStatus } from "../../account/explain-status.ts";
import { ProviderLogo } from "../../account/provider-logo.tsx";
import { RepairButton } from "../../account/repair-button.tsx";
import { brokenSinceText } from "../../account/since.ts";
import { StatusWord } from "../../account/status-word.tsx";
import { statusWords } from "../../account/status-words.ts";
import { serverNow } from "../../api/server-time.ts";
import { dateWithZone } from "../../ui/times.ts";
import { TextLink } from "../../ui/link-button.tsx";
import { TestTag } from "../../ui/test-tag.tsx";
import listClasses from "../../list/list.module.css";
import classes from "./accounts.module.css";

/** One account in a line: what it is, whose, how it stands and since when, and the one thing to do. */
export function AccountRow({
  account,
  provider,
}: {
  account: ListedAccount;
  provider: Provider | undefined;
}) {
  const name = provider?.name ?? account.providerName ?? account.provider;
  return (
    <>
      <div className={classes.facts}>
        <Group gap="sm" wrap="nowrap" className={classes.cell}>
          <ProviderLogo provider={{ name, logoUrl: provider?.logoUrl ?? null }} />
          <div className={classes.cell}>
            <Group gap="xs" wrap="nowrap">
              <TextLink
                to="/accounts/$accountId"
                params={{ accountId: account.id }}
                className={listClasses.open}
                truncate
                size="sm"
                fw={600}
              >
                {accountName({ ...account, providerName: name })}
              </TextLink>
              {account.type === "test" && <TestTag />}
            </Group>
            <Text size="xs" c="dimmed" truncate>
              {(account.label !== null && account.username) || account.id}
            </Text>
          </div>
        </Group>
        <div className={classes.cell}>
          <Text size="sm" truncate>
            {account.owner.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {account.owner.id}
          </Text>
        </div>
        <Status account={account} />
        <Since account={account} />
      </div>
      <div className={classes.action}>
        <RepairButton account={account} listed size="compact-sm" />
      </div>
    </>
  );
}

/** The status with StackOne's reason; where a link will not help, why. */
function Status({ account }: { account: ListedAccount }) {
  const { needs } = statusWords(account.status);
  const [reason] = account.statusReasons;
  const said = reason?.description ?? reason?.code ?? null;
  return (
    <div className={classes.cell}>
      <StatusWord status={account.status} />
      {needs !== "nobody" && said !== null && (
        <Text size="xs" c="dimmed" lineClamp={2}>
          {said}
        </Text>
      )}
      {needs === "us" && <Text size="xs">{explainStatus(account).next}</Text>}
      {needs === "not known" && (
        <Text size="xs">
          {explainStatus(account).cause} {explainStatus(account).next}
        </Text>
      )}
    </div>
  );
}

function Since({ account: { status, brokenSince, assignee } }: { account: ListedAccount }) {
  const whose = assignee && <div>with {assignee.name}</div>;
  if (statusWords(status).needs === "nobody")
    return (
      <Text size="xs" c="dimmed" component="div">
        {whose}
      </Text>
    );
  const text = brokenSinceText(brokenSince, serverNow());
  return (
    <Text size="xs" c="dimmed" component="div">
      {brokenSince === null ? (
        text
      ) : (
        <time dateTime={brokenSince} title={dateWithZone(brokenSince)}>
          {text}
        </time>
      )}
      {whose}
    </Text>
  );
}
