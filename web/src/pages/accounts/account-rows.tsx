import type { ListedAccount } from "@connect-console/shared/account";
import { useQuery } from "@tanstack/react-query";
import { useState, type FocusEvent, type PointerEvent } from "react";
import { providersQuery } from "../../api/provider.ts";
import { AccountRow } from "./account-row.tsx";
import listClasses from "../../list/list.module.css";
import classes from "./accounts.module.css";
import { steadySlots, type Held } from "./steady.ts";

/** The list. While a pointer or the keyboard's focus is in it nothing moves, so that no press lands on another account. */
export function AccountRows({ accounts }: { accounts: ListedAccount[] }) {
  const [held, setHeld] = useState<Held | null>(null);
  const { data: providers } = useQuery(providersQuery);

  function hold({ currentTarget }: PointerEvent<HTMLElement> | FocusEvent<HTMLElement>): void {
    if (held === null) setHeld(placesOn(currentTarget));
  }
  function letGo({ currentTarget, type }: PointerEvent<HTMLElement> | FocusEvent<HTMLElement>) {
    const stillThere =
      type === "blur" ? currentTarget.matches(":hover") : currentTarget.matches(":focus-within");
    if (!stillThere) setHeld(null);
  }
  return (
    <ul
      className={listClasses.rows}
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocus={hold}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) letGo(event);
      }}
    >
      {steadySlots(accounts, held).map(({ id, row, height }) =>
        row ? (
          <li key={id} data-id={id} className={classes.row}>
            <AccountRow
              account={row}
              provider={providers?.find(({ key }) => key === row.provider)}
            />
          </li>
        ) : (
          <li key={id} data-id={id} className={classes.gap} style={{ height }} aria-hidden />
        ),
      )}
    </ul>
  );
}

function placesOn(list: HTMLElement): Held {
  return Array.from(list.children, (place) => ({
    id: place.getAttribute("data-id") ?? "",
    height: place.getBoundingClientRect().height,
  }));
}
