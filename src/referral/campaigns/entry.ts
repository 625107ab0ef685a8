import type { Command, Entry } from "../../kernel/decision";
import { instantText } from "../../kernel/time/instant";

/** What streams and entries are named after. */
export interface CampaignHead {
  readonly id: string;
  readonly version: string;
}

/** What every entry of a campaign among friends says. */
export interface CampaignEntry extends Entry {
  /** The id of the definition. */
  readonly campaign: string;
  /** Of the definition. */
  readonly version: string;
}

/** An entry without what its command and its definition know. */
export type EntryBody<E extends CampaignEntry> = E extends CampaignEntry
  ? Omit<E, keyof CampaignEntry> & { readonly kind: E["kind"] }
  : never;

/** The entries of one command, numbered from 1. */
export function entriesOf<E extends CampaignEntry>(
  { id, version }: CampaignHead,
  command: Command,
  at: number,
  bodies: readonly EntryBody<E>[],
): E[] {
  return bodies.map(
    (body, index) =>
      ({
        id: `${command.id}/${index + 1}`,
        at: instantText(at),
        cause: command.id,
        campaign: id,
        version,
        ...body,
      }) as unknown as E,
  );
}
