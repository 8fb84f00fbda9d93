import { isTestOnly } from "@connect-console/shared/permitted";
import { Title } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { useMe } from "../../api/me.ts";
import { initialValues } from "./form-values.ts";
import { NewAuthLinkForm } from "./new-auth-link-form.tsx";

/** The page `/`: pick, read what the link will do, create. Another address, or another person, is another form. */
export function NewAuthLink() {
  const prefill = useSearch({ from: "/" });
  const me = useMe();
  const testOnly = isTestOnly(me);
  const draftKey = { staffId: me.staff.id, prefill: JSON.stringify(prefill) };
  return (
    <>
      <title>New auth link · Connect console</title>
      <Title order={1} size="h2" mb="md">
        New auth link
      </Title>
      <NewAuthLinkForm
        key={`${draftKey.staffId} ${testOnly} ${draftKey.prefill}`}
        initial={initialValues(prefill, { testOnly })}
        prefill={prefill}
        draftKey={draftKey}
      />
    </>
  );
}
