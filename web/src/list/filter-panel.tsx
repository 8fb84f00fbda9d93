import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFilter } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./list.module.css";

/** **Filters**: what narrows a list, side by side; on a narrow screen it unfolds. */
export function FilterPanel({ children }: { children: ReactNode }) {
  const [open, { toggle }] = useDisclosure(false);
  return (
    <>
      <Button
        hiddenFrom="sm"
        variant="default"
        mb="sm"
        leftSection={<IconFilter size={16} aria-hidden />}
        aria-expanded={open}
        onClick={toggle}
      >
        Filters
      </Button>
      <div className={classes.filters} data-open={open} role="group" aria-label="Filters">
        {children}
      </div>
    </>
  );
}
