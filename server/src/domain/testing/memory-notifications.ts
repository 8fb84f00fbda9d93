import type { NotificationRow, Notifications } from "../ports/notifications.ts";
import { nothingDelivered, type Outbox } from "../ports/outbox.ts";
import { newestFirst } from "./memory-records.ts";
import type { NotificationState } from "./memory-state.ts";

export const noNotifications = (): NotificationState => ({
  notifications: [],
  choices: new Map(),
  outbox: [],
  delivery: nothingDelivered,
});

/** The notifications of a memory store. */
export function memoryNotifications(state: () => NotificationState): Notifications {
  const ofStaff = (staffId: string) =>
    newestFirst(state().notifications.filter((row) => row.staffId === staffId));
  return {
    async add(rows) {
      const fresh = rows.filter(
        ({ eventId, staffId }) =>
          !state().notifications.some((one) => one.eventId === eventId && one.staffId === staffId),
      );
      state().notifications.push(...structuredClone(fresh));
      return fresh.map(({ staffId }) => staffId);
    },
    async list({ staffId, unread, cursor, limit = 50 }) {
      const found = ofStaff(staffId).filter(
        (row) => (!unread || row.readAt === null) && (cursor === undefined || row.id < cursor),
      );
      const items = found.slice(0, limit);
      return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
    count: async (staffId) => ({
      unread: ofStaff(staffId).filter(({ readAt }) => readAt === null).length,
      newestId: ofStaff(staffId)[0]?.id ?? null,
    }),
    async markRead(staffId, which, at) {
      const isMeant = (row: NotificationRow) => {
        if ("ids" in which) return which.ids.includes(row.id);
        if ("connectSessionId" in which) return row.connectSessionId === which.connectSessionId;
        return "accountId" in which ? row.accountId === which.accountId : row.id <= which.upTo;
      };
      const rows = state().notifications.filter(
        (row) => row.staffId === staffId && row.readAt === null && isMeant(row),
      );
      for (const row of rows) row.readAt = at;
      return rows.length;
    },
    choices: async (staffIds) =>
      new Map(
        staffIds.flatMap((id) => {
          const chosen = state().choices.get(id);
          return chosen ? [[id, structuredClone(chosen)]] : [];
        }),
      ),
    async putChoices(staffId, choices) {
      state().choices.set(staffId, { ...state().choices.get(staffId), ...choices });
    },
    async deleteOlderThan(time) {
      state().notifications = state().notifications.filter(({ at }) => at >= time);
    },
  };
}

/** The outbox of a memory store. */
export function memoryOutbox(state: () => NotificationState): Outbox {
  const waiting = () => state().outbox.filter((message) => message.state === "waiting");
  const change = (id: string, set: Partial<NotificationState["outbox"][number]>) => {
    const message = state().outbox.find((one) => one.id === id);
    if (message) Object.assign(message, set);
  };
  return {
    async put(message) {
      if (!state().outbox.some(({ id }) => id === message.id))
        state().outbox.push({ ...structuredClone(message), unanswered: false, state: "waiting" });
    },
    next: async () => structuredClone(waiting().toSorted((a, b) => a.at - b.at)[0]),
    waiting: async () => waiting().length,
    markUnanswered: async (id, unanswered) => change(id, { unanswered }),
    markRefused: async (id) => change(id, { state: "refused" }),
    markDelivered: async (id) => change(id, { state: "delivered" }),
    async giveUpBefore(time) {
      const old = waiting().filter(({ at }) => at < time);
      for (const { id } of old) change(id, { state: "given_up" });
      return old.length;
    },
    async deleteOlderThan(time) {
      state().outbox = state().outbox.filter(
        (message) => message.state === "waiting" || message.at >= time,
      );
    },
    state: async () => state().delivery,
    async putState(delivery) {
      state().delivery = delivery;
    },
  };
}
