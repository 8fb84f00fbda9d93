import { useNavigate } from "@tanstack/react-router";
import { SearchField } from "../../ui/search-field.tsx";

/** **Search accounts**: over owners, labels, usernames and ids. */
export function Search({ q }: { q: string }) {
  const navigate = useNavigate({ from: "/accounts" });
  return (
    <SearchField
      label="Search accounts"
      placeholder="Owner, label, username, note, ticket or id"
      q={q}
      onSearch={(text) =>
        void navigate({ search: (before) => ({ ...before, q: text || undefined }), replace: true })
      }
    />
  );
}
