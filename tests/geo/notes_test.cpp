// Notes of any number: packed, none lost, and known by kind without going through them.
#include "geo/data/import_report.h"
#include "geo/data/note_words.h"
#include "geo/data/problem_table.h"
#include "tests/support/small_areas.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <set>

namespace notes_test {

using namespace geo;

namespace {

/// Two of three are repairs of digits; the others have ways out, and some a place.
ImportNote note_number(int i) {
    ImportNote out{i % 3 == 2 ? "unknown_code" : "thai_digits",
                   "counts.csv",
                   i > 5000 ? "ชีต 2" : "ชีต 1",
                   i % 7 == 0 ? 40 : i + 2,
                   "จำนวน",
                   "๑" + std::to_string(i),
                   std::to_string(i % 2 + 1)};
    if (i % 3 == 2) out.fixes = {{"use_code", std::to_string(100000 + i)}, {"hold", ""}};
    if (i % 5 == 0) out.at = LonLat{100 + i * 1e-5, 13.5};
    return out;
}

Notes notes_to(int count, int from = 0) {
    Notes out;
    for (int i = from; i < from + count; ++i) out.push_back(note_number(i));
    return out;
}

}  // namespace

TEST_CASE("of very many notes each comes back as it was put in", "[notes]") {
    constexpr int count = 200000;
    const Notes notes = notes_to(count);
    REQUIRE(notes.size() == count);
    int i = 0;
    bool same = true;
    for (const ImportNote& note : notes) same = same && note == note_number(i++);
    CHECK(same);
    CHECK(i == count);
    for (const int at : {0, 1, 511, 512, 513, 77777, count - 1})
        CHECK(notes[static_cast<std::size_t>(at)] == note_number(at));
    CHECK(notes.back() == note_number(count - 1));
    CHECK(notes == notes_to(count));
    CHECK_FALSE(notes == notes_to(count - 1));
    const Notes copy = notes;
    CHECK(copy == notes);
}

TEST_CASE("what the notes of a kind have in common is known", "[notes]") {
    const Notes notes = notes_to(9000);
    REQUIRE(notes.kinds().size() == 2);
    const Notes::Kind& digits = notes.kinds()[0];
    CHECK(digits.kind == "thai_digits");
    CHECK(digits.count == 6000);
    CHECK(digits.first.size() == Notes::first_most);
    CHECK(digits.first[1] == note_number(1));
    CHECK(digits.same_fixes);
    CHECK(digits.rows);
    CHECK_FALSE(digits.same_reason);
    CHECK_FALSE(digits.same_sheet);
    CHECK(digits.sum == 9000);
    const Notes::Kind* unknown = notes.kind("unknown_code");
    REQUIRE(unknown == &notes.kinds()[1]);
    CHECK_FALSE(unknown->same_fixes);
    CHECK(unknown->places == 600);
    CHECK(notes.kind("no_such_kind") == nullptr);
    for (const int at : {0, 1, 63, 64, 65, 2000, 2999})
        CHECK(notes.of_kind(1, static_cast<std::size_t>(at)) == note_number(at * 3 + 2));
    // Row 40 has many such notes, and counts once.
    std::set<std::int64_t> rows;
    for (int i = 2; i < 9000; i += 3) rows.insert(note_number(i).row);
    CHECK(notes.rows_with_fixes() == rows.size());
    // The numbers of rows are no sum.
    CHECK_FALSE(sum_of_reasons(digits));
}

TEST_CASE("notes behind other notes are those notes", "[notes]") {
    for (const int first : {0, 3, 512, 3000})
        for (const int more : {0, 5, 2000}) {
            Notes notes = notes_to(first);
            notes.append(notes_to(more, first));
            notes.push_back(note_number(first + more));
            const Notes wanted = notes_to(first + more + 1);
            CHECK(notes == wanted);
            CHECK(notes.rows_with_fixes() == wanted.rows_with_fixes());
            REQUIRE(notes.kinds().size() == wanted.kinds().size());
            for (std::size_t k = 0; k < wanted.kinds().size(); ++k) {
                CHECK(notes.kinds()[k].count == wanted.kinds()[k].count);
                CHECK(notes.kinds()[k].first == wanted.kinds()[k].first);
                CHECK(notes.kinds()[k].sum == wanted.kinds()[k].sum);
                CHECK(notes.of_kind(k, notes.kinds()[k].count - 1) ==
                      wanted.of_kind(k, wanted.kinds()[k].count - 1));
            }
        }
}

TEST_CASE("blocks of notes are taken whole or not at all", "[notes]") {
    const Notes notes = notes_to(1500);
    std::vector<std::string> blocks;
    notes.give_blocks([&](const std::string& block) { blocks.push_back(block); });
    REQUIRE(blocks.size() == notes.blocks());
    Notes taken;
    for (const std::string& block : blocks) REQUIRE(taken.take_block(block));
    CHECK(taken == notes);
    const std::string& last = blocks.back();
    for (std::size_t cut = 0; cut < last.size(); ++cut) CHECK_FALSE(Notes().take_block(last.substr(0, cut)));
    CHECK_FALSE(Notes().take_block(last + "x"));
    // Whatever a byte is changed to, nothing is read beyond the block.
    for (std::size_t at = 0; at < last.size(); ++at) {
        std::string bad = last;
        bad[at] = static_cast<char>(bad[at] ^ 0x85);
        Notes any;
        if (any.take_block(bad)) CHECK(any.size() <= 512);
    }
}

TEST_CASE("a report of many notes is written piece by piece, none of them left out", "[notes][problems]") {
    ImportReport report;
    report.kind = "counts";
    report.file = "counts.csv";
    report.repairs = notes_to(30000);
    std::size_t largest = 0;
    std::string text;
    write_report_json(report, Lang::en, [&](std::string_view piece) {
        largest = std::max(largest, piece.size());
        text += piece;
    });
    CHECK(largest < 4000);
    const auto json = nlohmann::json::parse(text);
    CHECK(json["repairs"].size() == 30000);
    CHECK(json["repairs"][29999]["value"] == "๑29999");
    CHECK(json.dump(2) == text);
    const auto folder = test::TempFolder();
    const std::string file = folder / "problems.csv";
    REQUIRE(write_problems(Lang::en, std::vector{report}, file));
    std::ifstream in(file);
    std::size_t lines = 0;
    for (std::string line; std::getline(in, line);) ++lines;
    CHECK(lines == 30001);
}

TEST_CASE("what many notes say leaves out what differs, and reads well", "[notes][words]") {
    const auto many = [](Lang lang, const char* kind) {
        ImportNote note;
        note.kind = kind;
        return what_of_many(lang, note);
    };
    CHECK(many(Lang::en, "subtotal_differs") ==
          "The subtotal of this area is not the sum of the rows below it");
    CHECK(many(Lang::en, "name_not_of_code") == "The name is not that of the code; the code was used");
    CHECK(many(Lang::en, "note_line") == "A note beside the table, its numbers are not counted");
    CHECK(many(Lang::th, "date_be_to_ce") == "วันที่เป็นปี พ.ศ.");
    // No sentence is left without its object.
    for (const Lang lang : {Lang::th, Lang::en})
        for (const char* kind :
             {"total_differs", "swapped_position", "duplicate_code", "coordinate_rewritten", "cells_filled",
              "date_serial", "zone_by_area", "position_outside_stated"}) {
            INFO(kind);
            const std::string words = many(lang, kind);
            CHECK(words.find("…") == std::string::npos);
            CHECK(words.size() > 15);
        }
}

TEST_CASE("a name that nothing is like says so in words", "[notes][words]") {
    ImportNote note;
    note.kind = "name_unknown";
    note.reason = "–";
    for (const Lang lang : {Lang::th, Lang::en}) {
        CHECK(what_of(lang, note).find("–") == std::string::npos);
        CHECK(what_of(lang, note).find(": ") == std::string::npos);
    }
}

TEST_CASE("the first way out is likely only where it is no pick among equals", "[notes]") {
    const auto likely = [](const char* kind, std::vector<Fix> fixes) {
        ImportNote note;
        note.kind = kind;
        note.fixes = std::move(fixes);
        return first_is_likely(note);
    };
    CHECK(likely("number_with_note", {{"without_note", ""}, {"hold", ""}}));
    CHECK(likely("which_column", {{"use_column", "เด็กนอกระบบ"}, {"use_column", "จำนวนเด็ก"}}));
    CHECK_FALSE(likely("which_column", {{"use_column", "a"}, {"use_column", "b"}}));
    CHECK(likely("name_unknown", {{"use_code", "910602"}, {"choose_area", ""}, {"hold", ""}}));
    CHECK_FALSE(likely("name_unknown", {{"is_total", ""}, {"choose_area", ""}, {"hold", ""}}));
    CHECK_FALSE(likely("name_without_province", {{"use_code", "480705"}, {"use_code", "910101"}}));
    CHECK_FALSE(likely("duplicate_code", {{"keep_first", ""}, {"add_up", ""}}));
    CHECK_FALSE(likely("whom_not_said", {{"as_out_of_learning", ""}, {"keep_beside", ""}}));
    CHECK_FALSE(likely("bad_code", {{"hold", ""}}));
    CHECK_FALSE(likely("bad_code", {}));
}

}  // namespace notes_test
