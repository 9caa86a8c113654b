/* Reads calendars with ical.js, which Thunderbird uses. Standard input names the files, standard
   output tells of each its events: identity, title, state, and when it begins and ends (seconds
   since 1970, or a day). */
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

function time(value) {
  if (!value) return null;
  return value.isDate ? value.toString() : value.toUnixTime();
}

function read(name) {
  const calendar = new ICAL.Component(ICAL.parse(readFileSync(name, "utf8")));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  return calendar.getAllSubcomponents("vevent").map((one) => {
    const event = new ICAL.Event(one);
    const ends = one.getFirstPropertyValue("dtend");
    return [event.uid, event.summary, one.getFirstPropertyValue("status"), event.sequence,
      time(event.startDate), time(ends)];
  });
}

const names = readFileSync(0, "utf8").split("\n").filter(Boolean);
console.log(JSON.stringify(Object.fromEntries(names.map((name) => {
  try {
    return [name, read(name)];
  } catch (error) {
    return [name, String(error)];
  }
}))));
