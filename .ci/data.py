"""Reads the files of data of sites by readers of others: each CSV by its metadata (csvw), the feed (feedparser), the
calendar (icalendar). With --planted it then spoils a copy, one fault at a time, and wants every one found.
Usage: data.py [--planted] SITE..."""

import csv
import datetime
import json
import pathlib
import shutil
import sys
import tempfile
import warnings

import feedparser
import icalendar
from csvw import CSVW, TableGroup


def names(data):
    """The tables that a site has, by the metadata that describes all of them."""
    described = json.loads((data / "csv-metadata.json").read_text(encoding="utf-8"))["tables"]
    described = [table["url"].removesuffix(".csv") for table in described]
    assert len(described) >= 7 and sorted(described) == sorted(path.stem for path in data.glob("*.csv")), described
    return described


def raw(path):
    """The rows of a file, by a reader that knows CSV alone."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def same(column, written, read):
    """Whether a value is what its cell says, in the type that the metadata states."""
    kind = column.inherit("datatype").base
    if column.inherit("separator"):
        return read == (written.split(" ") if written else [])
    if written == "":
        return read is None
    if kind == "date":
        return isinstance(read, (datetime.date, datetime.datetime)) and f"{read:%Y-%m-%d}" == written
    if kind == "boolean":
        return read is {"true": True, "false": False}[written]
    if kind in ("integer", "decimal"):
        return not isinstance(read, str) and float(read) == float(written)
    return read == written


def tables(data):
    """Faults of the tables, and how many typed values were read."""
    faults, values = [], 0
    for name in names(data):
        path = data / f"{name}.csv"
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                one = CSVW(str(path), validate=True)
            faults += [f"{name}: {w.message}" for w in one.warnings]
            if not one.is_valid:
                faults.append(f"{name} is not as its metadata says")
        except (ValueError, KeyError) as fault:
            faults.append(f"{name}: {fault}")
    try:
        group = TableGroup.from_file(str(data / "csv-metadata.json"))
        group.check_referential_integrity(strict=True)
        for name in names(data):
            table = group.tabledict[f"{name}.csv"]
            columns = {c.name: c for c in table.tableSchema.columns}
            rows = raw(data / f"{name}.csv")
            read = list(table.iterdicts(strict=True))
            if len(rows) != len(read):
                faults.append(f"{name}: {len(rows)} rows, {len(read)} read")
            keys = [tuple(row[k] for k in table.tableSchema.primaryKey) for row in rows]
            if len(set(keys)) != len(keys):
                faults.append(f"{name}: a key twice")
            for row, typed in zip(rows, read):
                for column, written in row.items():
                    values += 1
                    if not same(columns[column], written, typed[column]):
                        faults.append(f"{name}, {column}: {written!r} was read as {typed[column]!r}")
    except (ValueError, KeyError) as fault:
        faults.append(f"{fault}")
    return faults, values


def feed(site):
    """Faults of the feed, and how many entries were read."""
    path = site / "feed.xml"
    if not path.exists():
        return [], 0
    read = feedparser.parse(path.read_bytes())
    faults = [f"feed: {read.bozo_exception}"] if read.bozo else []
    if read.version != "atom10" or not read.feed.get("id") or not read.feed.get("updated_parsed"):
        faults.append("feed: no whole Atom feed")
    for entry in read.entries:
        if not (entry.get("id") and entry.get("title") and entry.get("updated_parsed") and entry.get("content")):
            faults.append(f"feed: {entry.get('id')} is not whole")
    return faults, len(read.entries)


def calendar(site):
    """Faults of the calendar, and how many entries were read."""
    path = site / "calendar.ics"
    if not path.exists():
        return [], 0
    try:
        read = icalendar.Calendar.from_ical(path.read_bytes())
    except ValueError as fault:
        return [f"calendar: {fault}"], 0
    faults, events = [], list(read.walk("VEVENT"))
    for event in events:
        faults += [f"calendar: {fault}" for fault in event.errors]
        try:
            start, end, stamp = event.decoded("DTSTART"), event.decoded("DTEND"), event.decoded("DTSTAMP")
            if isinstance(start, datetime.datetime) or start >= end or stamp.tzinfo is None or not event["UID"]:
                faults.append(f"calendar: {event['UID']} is not of whole days")
        except (KeyError, ValueError, TypeError, AttributeError) as fault:
            faults.append(f"calendar: {fault!r}")
    if read.get("VERSION") != "2.0" or not events:
        faults.append("calendar: nothing was read")
    return faults, len(events)


def check(site):
    found = [tables(site / "data"), feed(site), calendar(site)]
    return [fault for faults, _ in found for fault in faults], [count for _, count in found]


def put(file, column, value, row=0):
    """Puts a value into a cell."""

    def spoil(site):
        path = site / "data" / file
        rows = raw(path)
        rows[row][column] = value
        with open(path, "w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)

    return spoil


def replace(file, old, new):
    """Replaces words in a file."""

    def spoil(site):
        path = site / file
        text = path.read_bytes().decode()
        assert old in text, f"{file} has no {old!r}"
        path.write_bytes(text.replace(old, new, 1).encode())

    return spoil


def twice(site):
    """Gives a meeting the id of another."""
    put("meetings.csv", "id", raw(site / "data" / "meetings.csv")[0]["id"], row=1)(site)


PLANTED = {
    "words where a day belongs": put("actions.csv", "made_first", "in due course"),
    "a day that does not exist": put("events.csv", "date_last", "2021-02-30"),
    "words where a number belongs": put("actions.csv", "times_moved", "twice"),
    "yes where true belongs": put("actions.csv", "commitment", "yes"),
    "a word that is no status": put("actions.csv", "status", "done"),
    "a word that is no grade of evidence": put("updates.csv", "evidence", "strong"),
    "nothing where something must be": put("actions.csv", "evidence", ""),
    "a resolution of no meeting": put("resolutions.csv", "meeting", "nowhere"),
    "a key twice": twice,
    "a column that is not described": replace("data/actions.csv", "plan,", "plans,"),
    "metadata that states another type": replace("data/meetings.csv-metadata.json", '"integer"', '"date"'),
    "a feed that is no XML": replace("feed.xml", "</title>", "<title>"),
    "an entry without a date": replace("feed.xml", "</title>\n<updated>2022-07-31T00:00:00Z</updated>", "</title>"),
    "a calendar whose entry has no end": replace("calendar.ics", "DTEND;VALUE=DATE:20211001\r\n", ""),
    "a day of a calendar that is none": replace("calendar.ics", "DTSTART;VALUE=DATE:2", "DTSTART;VALUE=DATE:x"),
}


def main():
    arguments = sys.argv[1:]
    planted = "--planted" in arguments
    sites = [pathlib.Path(a) for a in arguments if a != "--planted"]
    for site in sites:
        faults, (values, entries, events) = check(site)
        print(f"{site.name}: {values} values, {entries} entries of the feed, {events} of the calendar")
        if faults or not values:
            sys.exit("\n".join(faults[:20]) or "nothing was read")
    for name, spoil in PLANTED.items() if planted else ():
        with tempfile.TemporaryDirectory() as folder:
            copy = pathlib.Path(folder) / "site"
            (copy / "data").mkdir(parents=True)
            for path in [*sites[0].glob("data/*.csv*"), *sites[0].glob("data/*.json")]:
                shutil.copy(path, copy / "data")
            for name_of in ("feed.xml", "calendar.ics"):
                shutil.copy(sites[0] / name_of, copy)
            spoil(copy)
            faults, _ = check(copy)
            if not faults:
                sys.exit(f"planted and not found: {name}")
            print(f"found: {name}: {faults[0][:100]}")


main()
