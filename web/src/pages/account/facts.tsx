import type { AccountDetail } from "@connect-console/shared/connect-session";
import { Paper, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { profileNameOf } from "../../account/profile-name.ts";
import { providersQuery } from "../../api/provider.ts";
import { CopyText } from "../../ui/copy-text.tsx";
import { dateWithZone } from "../../ui/times.ts";
import classes from "./account.module.css";

interface Fact {
  name: string;
  /** null: StackOne does not say */
  value: string | null;
  /** what a copy button takes, where it is an id */
  id?: string | null;
}

/** The region **Account**: what tells it apart, and its ids to take elsewhere. */
export function Facts({ account }: { account: AccountDetail }) {
  const { data: providers = [] } = useQuery(providersQuery);
  const { connectorProfileId: profile, createdAt, updatedAt, owner } = account;
  const facts: Fact[] = [
    { name: "Label", value: account.label },
    { name: "Username", value: account.username },
    { name: "Connector profile", value: profile && profileNameOf(profile, providers), id: profile },
    { name: "Type", value: account.type },
    { name: "Account id", value: account.id, id: account.id },
    { name: "Owner", value: owner.name },
    { name: "Owner id", value: owner.id, id: owner.id },
    { name: "Made", value: createdAt && dateWithZone(createdAt) },
    { name: "Last saved", value: updatedAt && dateWithZone(updatedAt) },
  ];
  return (
    <Paper component="section" aria-label="Account" withBorder p="lg">
      <Title order={2} size="h5" mb="sm">
        Account
      </Title>
      <dl className={classes.facts}>
        {facts.map(({ name, value, id }) => (
          <FactLine key={name} name={name} value={value} id={id ?? null} />
        ))}
      </dl>
    </Paper>
  );
}

function FactLine({ name, value, id }: Required<Fact>) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <span>{value ?? (unsaid.has(name) ? "not known" : "none")}</span>
        {id !== null && <CopyText text={id} what={copied[name] ?? name.toLowerCase()} />}
      </dd>
    </>
  );
}

/** Of these an account always has one; where StackOne gives none, it did not say. */
const unsaid = new Set(["Connector profile", "Type", "Made", "Last saved"]);
const copied: Record<string, string> = { "Connector profile": "connector profile id" };
