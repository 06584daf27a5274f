"""Damaged tables, counted by a counter of its own: every row that was written must be told by `check`.

mutated_tables.py CLI SEEDS AREAS [COUNT] [FIRST]   COUNT files (10,000), the first with the number FIRST (0)
SEEDS is a folder of CSV files (learnreach demo --size messy); a seed's rows are cut, doubled, moved, emptied, torn and filled
with what senders write, then written as CSV or XLSX.  This program knows how many rows it wrote and where; it reads nothing
of LearnReach but the numbers of the report.  Memory of the process is limited to 1.5 GB of address space.
"""
import codecs
import csv
import json
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.sax.saxutils import escape

cli, seeds, areas = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
count = int(sys.argv[4]) if len(sys.argv) > 4 else 10000
first = int(sys.argv[5]) if len(sys.argv) > 5 else 0
processes = 2
odd = ["", "-", "*", "<5", "รวม", "รวมทั้งสิ้น", "ไม่มีข้อมูล", "n/a", "๑๒", "1,234", " 7 ", "0", "-3", "1e9", "12.5", "99999999999999999999",
       "หมายเหตุ", "280101", "TH280102", "280103.0", "2.80104E+05", "\u200b5", "5 คน", "คน", "#REF!", "a\nb", 'x"y', "=1+1", "ก" * 300, "\u00a0", "15/5/2567"]


def read(file):
    data = file.read_bytes()
    for encoding in ("utf-8-sig", "cp874"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            text = ""
    lines = text.splitlines()
    separator = max(",;\t|", key=lambda one: sum(line.count(one) for line in lines))
    return [row for row in csv.reader(lines, delimiter=separator)]


def mutated(rows, pick):
    rows = [list(row) for row in rows]
    for _ in range(pick.randint(1, 6)):
        if not rows:
            rows = [["x"]]
        r = pick.randrange(len(rows))
        what = pick.randrange(12)
        if what == 0:
            del rows[r]
        elif what == 1:
            rows.insert(pick.randrange(len(rows) + 1), list(rows[r]))
        elif what == 2:
            rows.insert(pick.randrange(len(rows) + 1), rows.pop(r))
        elif what == 3:
            rows.insert(r, [])
        elif what == 4:
            rows.insert(r, [pick.choice(odd) for _ in range(pick.randint(1, 6))])
        elif what == 5:
            rows.insert(r, [pick.choice(["หมายเหตุ ข้อมูล ณ 10 มิ.ย. 2567", "ตารางที่ 1 เด็กนอกระบบ", "อำเภอเมือง", "ที่มา กศน."])])
        elif what == 6:
            rows[r] = rows[r][:pick.randrange(len(rows[r]) + 1)]
        elif what == 7 and rows[r]:
            rows[r].insert(pick.randrange(len(rows[r])), pick.choice(odd))
        elif what == 8:
            column = pick.randrange(max(map(len, rows)) or 1)
            for row in rows:
                if column < len(row):
                    del row[column]
        elif what == 9:
            column = pick.randrange(max(map(len, rows)) or 1)
            for row in rows:
                row.insert(min(column, len(row)), pick.choice(odd) if pick.random() < 0.3 else "")
        else:
            for _ in range(pick.randint(1, 10)):
                row = pick.choice(rows)
                if row:
                    row[pick.randrange(len(row))] = pick.choice(odd)
    return rows


def write_text(file, rows, pick):
    encoding = pick.choice(["utf-8", "utf-8-sig", "utf-16", "cp874"])
    separator = pick.choice(",;\t|")
    codecs.register_error("leave_out", lambda error: ("", error.end))
    with file.open("w", encoding=encoding, errors="leave_out", newline="") as out:
        csv.writer(out, delimiter=separator, lineterminator=pick.choice(["\n", "\r\n"])).writerows(rows)
    return [[cell.encode(encoding, "leave_out").decode(encoding) for cell in row] for row in rows]


def write_workbook(file, rows):
    def cell(text):
        if text.isascii() and text.isdigit() and len(text) < 10:
            return f"<c><v>{text}</v></c>"
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else "<c/>"

    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows) + "</sheetData></worksheet>",
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(name, text)


def limit():
    resource.setrlimit(resource.RLIMIT_AS, (1536 << 20, 1536 << 20))


def is_blank(row):
    return not any(cell.strip(" \t\r\n\u00a0\u200b\ufeff") for cell in row)


def looks_like_data(row):
    cells = [cell.strip() for cell in row]
    return any(cell.isascii() and cell.isdigit() and len(cell) == 6 for cell in cells) and sum(cell.isascii() and cell.isdigit() for cell in cells) > 1


def wrong(report, rows):
    """What is wrong with the report on a file of these rows; None where all are told."""
    if report["outcome"] == "refuse" and report.get("error"):
        return None if report["message"] and report["error"] != "internal" else "a refusal without a reason"
    told = sum(report[name] for name in ("rows_loaded", "rows_rejected", "rows_subtotal", "rows_duplicate"))
    if told != report["rows_in"]:
        return f"rows_in {report['rows_in']}, told {told}"
    header = report["reading"]["header_rows"]
    last = max(header) if header else 0
    for number, row in enumerate(rows[:last], 1):
        if number not in header and looks_like_data(row) and number not in {note["row"] for note in report["warnings"] + report["problems"]}:
            return f"row {number} stands above the header and holds {row}"
    below = sum(not is_blank(row) for row in rows[last:])
    # A second table below the first: its header, and as many rows as the message says.
    for note in report["problems"] + report["warnings"]:
        if note["kind"] == "other_table":
            below -= 1 + int(re.search("its ([0-9,]+) rows?", note["reason"]).group(1).replace(",", ""))
    if below != report["rows_in"] + report["rows_note"]:
        return f"{below} rows below the header in row {last}, {report['rows_in']} in and {report['rows_note']} beside the table"
    return None


def told(number, texts, folder):
    """Makes the file of that number and has it checked: outcome, trouble or None, file."""
    pick = random.Random(number)
    rows = mutated(pick.choice(texts), pick)
    if pick.random() < 0.3:
        file = folder / f"{number}.xlsx"
        write_workbook(file, rows)
    else:
        file = folder / f"{number}.csv"
        rows = write_text(file, rows, pick)
    ran = subprocess.run([cli, "--lang", "en", "check", "--json", "--as", "counts", "--areas", areas, file], capture_output=True, text=True,
                         preexec_fn=limit)
    try:
        report = json.loads(ran.stdout)
    except json.JSONDecodeError:
        return "none", f"exit {ran.returncode}, no report: {ran.stderr[-500:]}", file
    trouble = wrong(report, rows)
    if not trouble:
        file.unlink()
    return report.get("error") or report["outcome"], trouble, file


texts = [rows for rows in map(read, sorted(seeds.glob("*.csv"))) if len(rows) > 3]
outcomes, failures = {}, 0
kept = Path("out/mutated")
with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(processes) as pool:
    for outcome, trouble, file in pool.map(lambda number: told(number, texts, Path(folder)), range(first, first + count)):
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        if not trouble:
            continue
        failures += 1
        if failures <= 20:
            kept.mkdir(parents=True, exist_ok=True)
            shutil.move(file, kept / file.name)
            print(f"{kept / file.name}: {trouble}")
print(f"{count} files, {failures} of which rows are not told: " + ", ".join(f"{name} {n}" for name, n in sorted(outcomes.items())))
sys.exit(1 if failures else 0)
