const formats = new Map<string, Intl.DateTimeFormat>();

/** The wall clock as the platform formats it: another way to it than offsets. */
export function formattedWallClock(instant: number, zone: string): string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone: zone,
      calendar: "iso8601",
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  // Such as "2026-11-21, 09:30:00", where a year before 1000 has fewer digits.
  return format.format(instant).replace(", ", "T").padStart(19, "0");
}

/** Zones with clock changes at midnight, of half an hour, over a whole day, and without any. */
export const ZONES = [
  "UTC",
  "Asia/Shanghai",
  "Asia/Urumqi",
  "Asia/Kathmandu",
  "America/New_York",
  "America/Sao_Paulo",
  "America/Havana",
  "America/St_Johns",
  "Asia/Amman",
  "Asia/Beirut",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Europe/Dublin",
] as const;
