// Reads calendars on the standard input, and writes what node-ical makes of them, as calendar.js does.
import ical from "node-ical";

let input = "";
for await (const chunk of process.stdin) input += chunk;
const day = new Intl.DateTimeFormat("sv-SE"); // 2026-09-07, of the midnight here that it makes of a date
const instant = (time) => (time.dateOnly ? day.format(time) : time.getTime() / 1000);

function told(text) {
  const events = Object.values(ical.sync.parseICS(text)).filter((component) => component.type === "VEVENT");
  return events.map(({ uid, start, end, status, summary }) => ({
    uid,
    start: instant(start),
    end: instant(end),
    status,
    summary,
  }));
}

process.stdout.write(JSON.stringify(JSON.parse(input).map(told)));
