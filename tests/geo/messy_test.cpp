// The folder of messy files: what the import makes of each, beside what it should.
#include "geo/data/demo/messy.h"

#include "geo/data/import.h"
#include "tests/support/expected_import.h"
#include "tests/support/source_files.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace messy_test {

using namespace geo;

namespace {

/// What the import does not do as it should yet.  A file leaves this list as soon as it is read as wanted.
const std::set<std::string> not_yet = {};

/// The same tambon, no farther than a metre from where areas.gpkg has them.
bool lie_as_in(const Areas& whole, const Areas& part) {
    const AreaLevel& rows = part.at(Level::tambon);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const AreaId same = whole.find(Level::tambon, rows.code[i]);
        if (!same.valid() || whole.at(Level::tambon).name_th[same.row()] != rows.name_th[i]) return false;
        const auto box = [](const MultiPolygon& shape) {
            Box out;
            for (const Polygon& polygon : shape)
                for (const LonLat& at : polygon.outer) out.add(at);
            return out;
        };
        const Box a = box(rows.shape[i]), b = box(whole.at(Level::tambon).shape[same.row()]);
        for (const double off : {a.min_x - b.min_x, a.max_x - b.max_x, a.min_y - b.min_y, a.max_y - b.max_y})
            if (std::abs(off) > 1e-5) return false;
    }
    return true;
}

/// "" where the file is read as wanted, else the first thing that differs.
std::string difference(const Dataset& areas, const std::string& file, const nlohmann::json& wanted) {
    const FileKind kind = test::kind_named(wanted["kind"]);
    const Dataset before = kind == FileKind::areas ? Dataset{} : areas;
    const std::string differs = test::import_difference(before, file, wanted);
    if (!differs.empty() || kind != FileKind::areas) return differs;
    ImportOptions accepted;
    accepted.accept = true;
    const auto read = import_file(before, file, kind, accepted, {});
    return !read || lie_as_in(*areas.areas, *read->data.areas) ? "" : "borders or names";
}

}  // namespace

TEST_CASE("each messy file is read as it should be, or stands in the list of those that are not yet",
          "[import][demo]") {
    const test::TempFolder folder;
    const auto names = write_messy(folder.path().string(), 2567, {});
    REQUIRE(names);
    CHECK(names->size() >= 30);
    const auto areas = import_file({}, (folder / "areas.gpkg").string(), FileKind::areas, {}, {});
    REQUIRE(areas);
    for (const std::string& name : *names) {
        INFO(name);
        const auto wanted = nlohmann::json::parse(test::whole_file(folder / (name + ".expected.json")));
        CHECK(wanted["rows_in"] == wanted["rows_loaded"].get<int>() + wanted["rows_rejected"].get<int>() +
                                       wanted["rows_subtotal"].get<int>() +
                                       wanted["rows_duplicate"].get<int>());
        const std::string differs = difference(areas->data, (folder / name).string(), wanted);
        INFO(differs);
        CHECK(differs.empty() != not_yet.contains(name));
    }
    for (const std::string& name : not_yet) {
        INFO(name);
        CHECK(std::find(names->begin(), names->end(), name) != names->end());
    }
}

TEST_CASE("half a metre between neighbours stays as it was sent, and is no other vintage", "[import][demo]") {
    const test::TempFolder folder;
    REQUIRE(write_messy(folder.path().string(), 2567, {}));
    const auto whole = import_file({}, (folder / "areas.gpkg").string(), FileKind::areas, {}, {});
    REQUIRE(whole);
    const std::string file = (folder / "44_slivers_between_neighbours.geojson").string();
    const auto part = import_file({}, file, FileKind::areas, {}, {});
    REQUIRE(part);
    const auto box_of_row = [](const Areas& areas, AreaId area) {
        Box out;
        for (const Polygon& polygon : areas.at(Level::tambon).shape[area.row()])
            for (const LonLat& at : polygon.outer) out.add(at);
        return out;
    };
    const Areas& sent = *part->data.areas;
    std::size_t narrower = 0;
    for (const std::string& code : sent.at(Level::tambon).code) {
        const Box here = box_of_row(sent, sent.find(Level::tambon, code));
        const Box there = box_of_row(*whole->data.areas, whole->data.areas->find(Level::tambon, code));
        const double off = here.min_x - there.min_x;
        CHECK(off < 1e-5);
        if (off > 1e-6) ++narrower;
    }
    CHECK(narrower > 0);
    const auto again = import_file(whole->data, file, FileKind::areas, {}, {});
    REQUIRE(again);
    CHECK(again->report.outcome == Outcome::load);
    for (const auto* notes : {&again->report.problems, &again->report.warnings})
        CHECK(notes->kind("vintage_differs") == nullptr);
}

TEST_CASE("a seed gives the same messy files", "[demo]") {
    const test::TempFolder folder;
    const auto one = write_messy((folder / "one").string(), 7, {});
    const auto two = write_messy((folder / "two").string(), 7, {});
    REQUIRE(one);
    REQUIRE(two);
    CHECK(*one == *two);
    for (const std::string& name : *one) {
        INFO(name);
        CHECK(test::whole_file(folder / "one" / name) == test::whole_file(folder / "two" / name));
        CHECK(test::whole_file(folder / "one" / (name + ".expected.json")) ==
              test::whole_file(folder / "two" / (name + ".expected.json")));
    }
}

TEST_CASE("of the file with everything at once all rows are accounted for, without its telephones",
          "[import][demo]") {
    const test::TempFolder folder;
    const auto names = write_messy(folder.path().string(), 2567, {});
    REQUIRE(names);
    const auto areas = import_file({}, (folder / "areas.gpkg").string(), FileKind::areas, {}, {});
    REQUIRE(areas);
    const std::string file = (folder / "27_everything_at_once.csv").string();
    ImportOptions options;
    options.reading.decisions = {without_personal_data()};
    const auto read = import_file(areas->data, file, FileKind::counts, options, {});
    REQUIRE(read);
    const ImportReport& report = read->report;
    const auto wanted = nlohmann::json::parse(test::whole_file(file + ".expected.json"));
    CHECK(report.rows_in == wanted["rows_in"].get<std::int64_t>());
    CHECK(report.accounted());
    CHECK(report.outcome == Outcome::ask);
    CHECK(report.rows_rejected == 5);
    CHECK(report.rows_subtotal == 3);
    CHECK(report.missing_cells == 1);
    CHECK(report.suppressed_cells == 2);  // of the total, too
    CHECK(report.columns_in_total.size() == 2);
    CHECK(std::any_of(report.reading.columns.begin(), report.reading.columns.end(),
                      [](const ColumnReading& one) { return one.role == ColumnRole::total; }));
    std::set<std::string> problems, repairs;
    for (const ImportNote& note : report.problems) problems.insert(note.kind);
    for (const ImportNote& note : report.repairs) repairs.insert(note.kind);
    CHECK(problems ==
          std::set<std::string>{"code_missing", "duplicate_code", "number_with_note", "unknown_code"});
    for (const char* kind : {"thai_digits", "code_float", "code_th_prefix", "title_rows", "header_joined"}) {
        INFO(kind);
        CHECK(repairs.contains(kind));
    }
    // Each problem has a way out; taken one after the other nothing is left to ask.
    for (int answers = 0; answers < 10; ++answers) {
        const auto asked = import_file(areas->data, file, FileKind::counts, options, {});
        REQUIRE(asked);
        if (asked->report.problems.empty()) break;
        const ImportNote& note = asked->report.problems.front();
        REQUIRE_FALSE(note.fixes.empty());
        const Fix& fix = note.kind == "unknown_code" ? note.fixes.back() : note.fixes.front();
        decide(options.reading, {note.kind, note.row, fix.choice, fix.value, note.column});
    }
    const auto settled = import_file(areas->data, file, FileKind::counts, options, {});
    REQUIRE(settled);
    CHECK(settled->report.outcome == Outcome::load);
    CHECK(settled->report.rows_rejected == 1);
}

}  // namespace messy_test
