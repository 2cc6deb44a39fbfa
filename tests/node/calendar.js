// Reads calendars (a JSON list of texts) on the standard input; writes what ical.js, Thunderbird's own reader, makes of
// each in its strict mode: [{uid, start, end, status, summary}], start and end in seconds since 1970, or as a date for
// whole days.
import ICAL from "ical.js";

ICAL.design.strict = true;
let input = "";
for await (const chunk of process.stdin) input += chunk;
const instant = (time) => (time.isDate ? time.toString() : time.toUnixTime());

function told(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const problem = calendar.getAllSubcomponents("vevent").find((event) => !event.getFirstPropertyValue("uid"));
  if (problem) throw new Error("an event has no UID");
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: instant(event.startDate),
      end: instant(event.endDate),
      status: component.getFirstPropertyValue("status"),
      summary: event.summary,
    };
  });
}

process.stdout.write(JSON.stringify(JSON.parse(input).map(told)));
