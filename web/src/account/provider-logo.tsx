import type { Provider } from "@connect-console/shared/provider";
import classes from "./provider-logo.module.css";

/** The provider's logo, or its first letter where StackOne gives none. */
export function ProviderLogo({ provider }: { provider: Pick<Provider, "name" | "logoUrl"> }) {
  if (provider.logoUrl === null) {
    return (
      <span className={classes.logo} aria-hidden>
        {provider.name.slice(0, 1)}
      </span>
    );
  }
  return <img className={classes.logo} src={provider.logoUrl} alt="" width={24} height={24} />;
}
