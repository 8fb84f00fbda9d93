import { Title } from "@mantine/core";
import { useSearch } from "@tanstack/react-router";
import { initialValues } from "./form-values.ts";
import { NewAuthLinkForm } from "./new-auth-link-form.tsx";

/** The page `/`: pick, read what the link will do, create. Another address is another form. */
export function NewAuthLink() {
  const prefill = useSearch({ from: "/" });
  return (
    <>
      <title>New auth link · Connect console</title>
      <Title order={1} size="h2" mb="md">
        New auth link
      </Title>
      <NewAuthLinkForm key={JSON.stringify(prefill)} initial={initialValues(prefill)} />
    </>
  );
}
