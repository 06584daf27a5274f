#!/usr/bin/env python3
"""Files of the sizes that imports are measured at, from the made-up country.
   import_files.py COUNTRY FOLDER     writes places.csv, villages.csv, outside.csv, refused.csv, long.csv,
                                      wide.csv, repairs.csv, workbook.csv, sums.txt
places and villages: 1.02 million points around the country's villages; outside: as many in the Gulf, of which each is a
warning; refused: as many abroad, of which none is used.  repairs: 10 million rows whose number is each written with Thai
digits and a unit.  long: 10 million rows of tambon, year,
agency, sex, age and reason.  wide: 10 million villages with two columns of counts.  workbook: 100,000 rows of
20 columns.  sums.txt: the children of the long ones."""
import csv
import itertools
import os
import random
import sys

POINTS = 1_020_000
ROWS = 10_000_000
country, folder = sys.argv[1], sys.argv[2]
os.makedirs(folder, exist_ok=True)
drawn = random.Random(4)


def column(name, *keys):
    with open(os.path.join(country, name), encoding="utf-8-sig", newline="") as file:
        return [tuple(row[key] for key in keys) for row in csv.DictReader(file)]


homes = [(float(lat), float(lon)) for lat, lon in column("villages.csv", "lat", "lon")]
codes = sorted({code for (code,) in column("counts.csv", "code") if len(code) == 6 and code.isdigit()})


def points():
    for i in range(POINTS):
        lat, lon = homes[i % len(homes)]
        yield i, lat + drawn.uniform(-0.005, 0.005), lon + drawn.uniform(-0.005, 0.005)


with open(os.path.join(folder, "places.csv"), "w", encoding="utf-8") as out:
    out.write("school_id,name_th,level,agency,lat,lon,capacity\n")
    for i, lat, lon in points():
        out.write(f"{1000000000 + i},โรงเรียนบ้าน{i},ประถมศึกษา,สพฐ.,{lat:.6f},{lon:.6f},{50 + i % 400}\n")
with open(os.path.join(folder, "villages.csv"), "w", encoding="utf-8") as out:
    out.write("village_id,village,lat,lon,population\n")
    for i, lat, lon in points():
        out.write(f"{10000000 + i},บ้าน{i},{lat:.6f},{lon:.6f},{100 + i % 900}\n")

for name, lat, lon in (("outside.csv", 10.5, 101.0), ("refused.csv", 48.0, 15.0)):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
        out.write("school_id,name_th,kind,lat,lon\n")
        for i in range(POINTS):
            out.write(f"{2000000000 + i},โรงเรียน{i},school,{lat + drawn.uniform(-1, 1):.6f},{lon + drawn.uniform(-0.4, 0.4):.6f}\n")

sums = {"long.csv": 0, "wide.csv": 0, "repairs.csv": 0}
thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
with open(os.path.join(folder, "repairs.csv"), "w", encoding="utf-8") as out:
    out.write("รหัสตำบล,หมู่ที่,ตกหล่น\n")
    for i in range(ROWS):
        village, tambon = divmod(i, len(codes))
        count = drawn.getrandbits(7)
        out.write(f"{codes[tambon]},{village + 1},{str(count).translate(thai)} คน\n")
        sums["repairs.csv"] += count
with open(os.path.join(folder, "long.csv"), "w", encoding="utf-8") as out:
    out.write("รหัสตำบล,ปีการศึกษา,สังกัด,เพศ,อายุ,สถานะ,จำนวนเด็ก\n")
    # Of several years the latest is the number of children.
    cuts = list(itertools.product(range(2560, 2568), ("สพฐ.", "สช.", "อปท."), ("ชาย", "หญิง"), range(4, 19),
                                  ("ตกหล่น", "ออกกลางคัน")))
    for code, (year, agency, sex, age, status) in itertools.islice(itertools.product(codes, cuts), ROWS):
        count = drawn.getrandbits(3)
        out.write(f"{code},{year},{agency},{sex},{age},{status},{count}\n")
        if year == 2567:
            sums["long.csv"] += count
with open(os.path.join(folder, "wide.csv"), "w", encoding="utf-8") as out:
    out.write("รหัสตำบล,หมู่ที่,ชื่อหมู่บ้าน,ตกหล่น,ออกกลางคัน\n")
    for i in range(ROWS):
        village, tambon = divmod(i, len(codes))
        never, dropped = drawn.getrandbits(3), drawn.getrandbits(2)
        out.write(f"{codes[tambon]},{village + 1},บ้าน{i},{never},{dropped}\n")
        sums["wide.csv"] += never + dropped
with open(os.path.join(folder, "workbook.csv"), "w", encoding="utf-8") as out:
    out.write("รหัสตำบล,หมู่ที่,ชื่อหมู่บ้าน,ตกหล่น,ออกกลางคัน," + ",".join(f"ประชากรกลุ่ม {n}" for n in range(15)) + "\n")
    for i in range(100_000):
        village, tambon = divmod(i, len(codes))
        counts = [drawn.getrandbits(6) for _ in range(17)]
        out.write(f"{codes[tambon]},{village + 1},บ้าน{i}," + ",".join(map(str, counts)) + "\n")
with open(os.path.join(folder, "sums.txt"), "w", encoding="utf-8") as out:
    for name, children in sums.items():
        out.write(f"{name}\t{children}\n")
