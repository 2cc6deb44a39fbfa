// Reads [{horaires, from, to}] on the standard input; writes, of each, what the national map's own library makes of it:
// {intervals: [[start, end], …] in local time, unknown, comments, warnings} or {error}. TZ says where local is.
import opening_hours from "opening_hours";

const two = (n) => String(n).padStart(2, "0");
const local = (d) =>
  `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}T${two(d.getHours())}:${two(d.getMinutes())}`;

function read({ horaires, from, to }) {
  // as the map does: for "open now" without a place, for its week table with null
  const hours = new opening_hours(horaires, null);
  const now = new opening_hours(horaires);
  const open = hours.getOpenIntervals(new Date(`${from}T00:00:00`), new Date(`${to}T00:00:00`));
  const comments = open.map(([start]) => now.getComment(start));
  const closed = new Date(`${from}T03:00:00`);
  return {
    intervals: open.map(([start, end]) => [local(start), local(end)]),
    unknown: open.some(([, , unknown]) => unknown) || now.getUnknown(closed),
    comments,
    comment_while_closed: now.getComment(closed),
    // the tests' dates stand still, and the machine's clock does not
    warnings: hours.getWarnings().filter((warning) => !warning.endsWith("(This date is in the past.)")),
  };
}

let input = "";
for await (const chunk of process.stdin) input += chunk;
const answers = JSON.parse(input).map((asked) => {
  try {
    return read(asked);
  } catch (error) {
    return { error: String(error) };
  }
});
process.stdout.write(JSON.stringify(answers));
