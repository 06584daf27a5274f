// Personal data: what is refused, and that nothing of what is left out goes anywhere.
#include "geo/data/personal.h"

#include "geo/data/cell.h"
#include "geo/data/import_apart.h"
#include "geo/data/problem_table.h"
#include "geo/data/wire_data_private.h"
#include "geo/study/study_file.h"
#include "tests/support/small_areas.h"
#include "tests/support/source_files.h"

namespace personal_test {

using namespace geo;

namespace {

/// What may stand nowhere but in the file.
const std::vector<std::string> secrets = {"1101700230708", "1-1017-00230", "๑๑๐๑๗",      "สมชาย",
                                          "มาลี",           "081-234",      "0898765432", "ซอยลับ"};

const std::string with_persons =
    "แบบสำรวจเด็กนอกระบบ,,,,,,\n"
    "รหัสตำบล,จำนวน,เลข,ผู้ให้ข้อมูล,ติดต่อ,บ้านเลขที่,หมายเหตุ\n"
    "590101,5,1101700230708,นายสมชาย ใจดี,081-234-5678,99 ซอยลับ,\n"
    "590102,7,1-1017-00230-70-8,นางสาวมาลี มีสุข,0898765432,12 ซอยลับ,ด.ช.สมชาย ย้าย ออกไป\n"
    "\n"
    "หมายเหตุ: สอบถาม ๑๑๐๑๗๐๐๒๓๐๗๐๘,,,,,,\n";

std::string first_secret_in(const std::string& bytes) {
    for (const std::string& secret : secrets)
        if (bytes.find(secret) != std::string::npos) return secret;
    return {};
}

template <class... T>
std::string bytes_of(const T&... values) {
    WireOut out;
    out(values...);
    return out.take();
}

Reading leaving_out_all() {
    Reading out;
    decide(out, without_personal_data());
    return out;
}

/// Each column by its name; the note below the table is not one.
Reading leaving_out_named() {
    Reading out = leaving_out_all();
    out.decisions.clear();
    for (const auto& [column, header] : std::vector<std::pair<int, std::string>>{
             {2, "เลข"}, {3, "ผู้ให้ข้อมูล"}, {4, "ติดต่อ"}, {5, "บ้านเลขที่"}, {6, "หมายเหตุ"}})
        out.columns.push_back({column, header, ColumnRole::personal, {}});
    return out;
}

/// All that an import says, shows, keeps and writes, in both languages.
std::string everything_of(const test::TempFolder& folder, const Imported& imported) {
    std::string out = bytes_of(imported.report, imported.data.sources, *imported.data.counts);
    for (const Lang lang : {Lang::th, Lang::en}) {
        out += describe(lang, imported.report) + report_json(imported.report, lang);
        for (const char* name : {"problems.csv", "problems.xlsx"}) {
            REQUIRE(write_problems(lang, std::vector{imported.report}, (folder / name).string()));
            out += test::whole_file(folder / name);
        }
    }
    Study study;
    study.data = std::make_shared<const Dataset>(imported.data);
    REQUIRE(save_study(study, folder / "study.gpkg", {}));
    out += test::whole_file(folder / "study.gpkg");
    REQUIRE(imported.report.accounted());
    return out;
}

/// The header is row 1.
Table made_table(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows) {
    Table out;
    out.header = header;
    CellRows cells;
    cells.push_back(header);
    std::vector<std::uint32_t> picked;
    for (const auto& row : rows) {
        cells.push_back(row);
        picked.push_back(static_cast<std::uint32_t>(picked.size()) + 1);
    }
    CellColumns columns(header.size());
    std::iota(columns.begin(), columns.end(), 0U);
    out.rows = TableRows(cells, picked, columns.size(), std::make_shared<const CellColumns>(columns));
    return out;
}

}  // namespace

TEST_CASE("columns that tell of persons refuse a file, all of them named and none of their values",
          "[import][personal]") {
    const test::TempFolder folder;
    const auto refused = test::import_counts(folder, with_persons, true);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().fault == Fault::personal_data);
    CHECK(refused.error().column == "เลข, ผู้ให้ข้อมูล, ติดต่อ, บ้านเลขที่, หมายเหตุ");
    CHECK(refused.error().row == 3);
    test::require_words(refused.error(), {"เลข, ผู้ให้ข้อมูล"});
    for (const Lang lang : {Lang::th, Lang::en})
        CHECK(first_secret_in(describe(lang, refused.error())).empty());
}

TEST_CASE("a file is read without its personal columns, and nothing of them goes anywhere",
          "[import][personal]") {
    const test::TempFolder folder;
    const Dataset areas = test::small_areas(folder);
    const std::string without_note = with_persons.substr(0, with_persons.find("\n\n") + 1);
    for (const auto& [csv, reading] :
         {std::pair{with_persons, leaving_out_all()}, std::pair{without_note, leaving_out_named()}}) {
        const std::string file = test::write(folder, "counts.csv", csv);
        REQUIRE_FALSE(first_secret_in(csv).empty());
        ImportOptions options;
        options.reading = reading;
        const auto imported = import_file(areas, file, FileKind::counts, options, {});
        REQUIRE(imported);
        const ImportReport& report = imported->report;
        CHECK(report.outcome == Outcome::load);
        CHECK(report.total_children_milli == 12000);
        CHECK(std::count_if(report.warnings.begin(), report.warnings.end(),
                            [](const ImportNote& note) { return note.kind == "personal_left_out"; }) == 5);
        const ImportNote* told = test::note_of(report.warnings, "personal_left_out");
        CHECK(told->column == "เลข");
        CHECK(told->reason == "2");
        CHECK(first_secret_in(everything_of(folder, *imported)).empty());
        // Read again as it was read, it is the same, and asks nothing.
        ImportOptions again;
        again.reading = report.reading;
        const auto same = import_file(areas, file, FileKind::counts, again, {});
        REQUIRE(same);
        CHECK(same->report == report);
        CHECK(std::count_if(report.reading.columns.begin(), report.reading.columns.end(),
                            [](const ColumnReading& one) { return one.role == ColumnRole::personal; }) == 5);
    }
    // A note below the table that holds an id is not among the columns that were named.
    const std::string file = test::write(folder, "counts.csv", with_persons);
    ImportOptions named;
    named.reading = leaving_out_named();
    const auto refused = import_file(areas, file, FileKind::counts, named, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().row == 6);
}

TEST_CASE("the first rows are shown with personal cells masked", "[import][personal]") {
    const test::TempFolder folder;
    const Dataset areas = test::small_areas(folder);
    const std::string file = test::write(folder, "counts.csv", with_persons);
    for (const Reading& reading : {Reading{}, leaving_out_named()}) {
        const auto seen = look_at(file, FileKind::counts, *areas.areas, reading);
        REQUIRE(seen);
        CHECK(first_secret_in(bytes_of(*seen)).empty());
        std::vector<bool> personal;
        for (const SightedColumn& one : seen->columns) personal.push_back(one.personal);
        CHECK(personal == std::vector<bool>{false, false, true, true, true, true, true});
        CHECK(seen->rows[2].cells == std::vector<std::string>{"590101", "5", "•••", "•••", "•••", "•••", ""});
    }
    // A column that holds nothing personal is masked where a person wants it left out.
    Reading mine;
    mine.columns = {{1, "remark", ColumnRole::personal, {}}};
    const std::string plain = test::write(folder, "plain.csv", "code,remark,children\n590101,abc,5\n");
    const auto seen = look_at(plain, FileKind::counts, *areas.areas, mine);
    REQUIRE(seen);
    CHECK(seen->rows[1].cells == std::vector<std::string>{"590101", "•••", "5"});
}

TEST_CASE("nothing personal is in what the process apart answers", "[import][personal][apart]") {
    const test::TempFolder folder;
    const Dataset data = test::small_areas(folder);
    const std::string file = test::write(folder, "counts.csv", with_persons);
    Apart apart;
    apart.program = this_program();
    const std::uint64_t most = 200;
    for (const Reading& reading : {Reading{}, leaving_out_all()}) {
        ImportOptions options;
        options.reading = reading;
        // The questions of import_apart.cpp: 1 reads the file into the data, 5 looks at its first rows.
        const std::string import =
            bytes_of(std::uint8_t{1}, file, std::optional{*data.areas}, std::optional{*data.places},
                     std::optional{*data.villages}, std::optional{*data.counts}, std::optional{*data.roads},
                     std::optional{*data.grids}, std::optional{*data.groups}, std::optional{*data.barriers},
                     data.sources, data.made_up, FileKind::counts, options);
        const std::string look =
            bytes_of(std::uint8_t{5}, file, FileKind::counts, *data.areas, reading, most);
        for (const std::string& question : {import, look}) {
            const auto answer = ask_apart(apart, file, question, {});
            REQUIRE(answer);
            const std::string bytes{(*answer)->bytes()};
            CHECK(bytes.find("บ้านเลขที่") != std::string::npos);
            CHECK(first_secret_in(bytes).empty());
        }
    }
}

TEST_CASE("names, telephones and addresses are known by header or by what stands in the cells",
          "[import][personal]") {
    const auto table_of = [](const std::string& header, const std::vector<std::string>& cells) {
        std::vector<std::vector<std::string>> rows;
        for (const std::string& cell : cells) rows.push_back({"590101", cell});
        return made_table({"รหัส", header}, rows);
    };
    const std::vector<std::pair<std::string, std::vector<std::string>>> persons = {
        {"ที่อยู่ปัจจุบัน", {"1 หมู่ 2"}},
        {"email", {"a@b.th"}},
        {"ผู้ประสานงาน", {"นายสมชาย ใจดี", "นางมาลี มีสุข", ""}},
        {"ข้อมูล", {"ย้ายเข้า", "เด็กหญิงมาลี มีสุข"}},
        {"ติดต่อได้ที่", {"081-234-5678", "๐๘๙๘๗๖๕๔๓๒"}},
        {"x", {"1-1017-00230-70-8"}}};
    for (const auto& [header, cells] : persons) {
        INFO(header);
        const PersonalData found = personal_data(table_of(header, cells));
        REQUIRE(found.columns.size() == 1);
        CHECK(found.columns.front().column == 1);
    }
    const std::vector<std::pair<std::string, std::vector<std::string>>> others = {
        {"อำเภอ", {"นางรอง บุรีรัมย์", "นายูง", "เมือง"}},
        {"เพศ", {"เด็กชาย", "เด็กหญิง"}},
        {"กลุ่ม", {"เด็กชาย 6-14 ปี", "เด็กหญิง อายุ 6-14 ปี"}},
        {"จำนวนผู้ปกครอง", {"12", "15"}},
        {"ที่อยู่ปัจจุบัน", {"", ""}},
        {"จำนวน", {"0812345678", "5", "7", "9"}}};
    for (const auto& [header, cells] : others) {
        INFO(header);
        CHECK_FALSE(personal_data(table_of(header, cells)).any());
    }
}

namespace {

/// The columns that are refused or, behind a question mark, asked about.
std::string persons_in(const std::vector<std::string>& header,
                       const std::vector<std::vector<std::string>>& rows) {
    const PersonalData found = personal_data(made_table(header, rows));
    std::string out;
    for (const PersonalColumn& one : found.columns) out += header[static_cast<std::size_t>(one.column)] + " ";
    for (const DoubtfulColumn& one : found.doubts)
        out += "?" + header[static_cast<std::size_t>(one.column)] + " ";
    return out;
}

}  // namespace

TEST_CASE("names in whatever columns are known, with positions and without", "[personal]") {
    CHECK(persons_in({"รหัสตำบล", "ชื่อ", "สกุล", "จำนวน"}, {{"590101", "สมชาย", "ใจดี", "1"}}) == "ชื่อ สกุล ");
    CHECK(persons_in({"code", "First name", "Last name"}, {{"590101", "Somchai", "Jaidee"}}) ==
          "First name Last name ");
    CHECK(persons_in({"ชื่อ", "นามสกุล", "lat", "lon"}, {{"สมชาย", "ใจดี", "15.1", "101.1"}}) == "ชื่อ นามสกุล ");
    CHECK(persons_in({"ชื่อ", "บ้านเลขที่", "หมู่", "lat", "lon"}, {{"สมชาย", "12/1", "3", "15.1", "101.1"}}) ==
          "บ้านเลขที่ ");
    CHECK(persons_in({"code", "Name", "children"}, {{"590101", "Mr. Somchai Jaidee", "1"},
                                                    {"590102", "Miss Malee Meesuk", "1"}}) == "Name ");
    CHECK(persons_in({"Name", "lat", "lon"}, {{"Mr. Somchai Jaidee", "15.1", "101.1"},
                                              {"Ms Malee Meesuk", "15.2", "101.1"}}) == "Name ");
    CHECK(persons_in({"รหัสตำบล", "ผู้รับผิดชอบ"}, {{"590101", "สมชาย ใจดี"}, {"590102", "มาลี มีสุข"}}) ==
          "ผู้รับผิดชอบ ");
    CHECK(persons_in({"รหัสตำบล", "ครูผู้ดูแล"}, {{"590101", "ครูสมชาย"}, {"590102", "ครูมาลี มีสุข"}}) == "ครูผู้ดูแล ");
    CHECK(persons_in({"รหัสตำบล", "เลขประจำตัวนักเรียน"}, {{"590101", "10001"}}) == "เลขประจำตัวนักเรียน ");
    CHECK(persons_in({"รหัสตำบล", "ข้อมูล", "จำนวน"}, {{"590101", "สมชาย ใจดี", "1"},
                                                    {"590102", "มาลี มีสุข", "1"},
                                                    {"590103", "ปรีชา ทองดี", "1"}}) == "?ข้อมูล ");
    CHECK(persons_in({"ชื่อ", "lat", "lon"}, {{"สมชาย ใจดี", "15.1", "101.1"},
                                            {"มาลี มีสุข", "15.2", "101.1"},
                                            {"ปรีชา ทองดี", "15.3", "101.1"}}) == "?ชื่อ ");
}

TEST_CASE("telephones without their zero, in a remark and beside homes are known", "[personal]") {
    CHECK(persons_in({"รหัสตำบล", "ติดต่อ"}, {{"590101", "812340067"}, {"590102", "898765432.0"}}) == "ติดต่อ ");
    CHECK(persons_in({"รหัสตำบล", "ติดต่อ"}, {{"590101", "812340067"}, {"590102", "๘๙๘๗๖๕๔๓๒"}}) == "ติดต่อ ");
    CHECK(persons_in({"รหัสตำบล", "หมายเหตุ"}, {{"590101", ""}, {"590102", "โทร 081-234-5678"}}) ==
          "?หมายเหตุ ");
    CHECK(persons_in({"ชื่อ", "โทร", "lat", "lon"}, {{"สมชาย", "081-234-5678", "15.1", "101.1"}}) == "?โทร ");
    // A number of nine digits that its header calls a code is one.
    CHECK(persons_in({"รหัสตำบล", "รหัสโครงการ"}, {{"590101", "812340067"}, {"590102", "898765432"}}) == "");
}

TEST_CASE("the director, telephone and address of a school are public", "[personal]") {
    CHECK(persons_in({"ชื่อโรงเรียน", "ผู้อำนวยการ", "โทรศัพท์", "บ้านเลขที่", "ที่อยู่", "lat", "lon"},
                     {{"บ้านนา", "นายสมชาย ใจดี", "053-711234", "9", "9 หมู่ 2", "15.1", "101.1"},
                      {"บ้านไร่", "นางมาลี มีสุข", "081-234-5678", "1", "1 หมู่ 3", "15.2", "101.1"}}) == "");
    CHECK(persons_in({"ชื่อ", "โทร", "lat", "lon"}, {{"ศกร.ตำบลสันทราย", "053-711234", "15.1", "101.1"},
                                                   {"โรงเรียนวัดดอยเต่า", "053-711235", "15.2", "101.1"}}) ==
          "");
}

TEST_CASE("areas, offices, groups and remarks are no persons", "[personal]") {
    for (const auto& [header, cells] : std::vector<std::pair<std::string, std::vector<std::string>>>{
             {"ผู้รับผิดชอบ", {"สพป.เชียงราย เขต 1", "สำนักงาน สกร.", "อบต.แม่สาย"}},
             {"ข้อมูล", {"ย้ายออก นอกพื้นที่", "ไม่พบ ตัว", "กลุ่ม เสี่ยง"}},
             {"พื้นที่", {"เวียง เชียงราย", "แม่สาย เชียงราย", "เชียงของ เชียงราย"}},
             {"ตำบล", {"เวียง เหนือ", "แม่สาย ใต้", "เชียงของ กลาง"}},
             {"เลขที่โครงการ", {"โครงการ 66", "โครงการ 67", "โครงการ 68"}}}) {
        INFO(header);
        CHECK(persons_in({"รหัส", header},
                         {{"590101", cells[0]}, {"590102", cells[1]}, {"590103", cells[2]}}) == "");
    }
}

TEST_CASE("the fraction of a number and the numbers of a map link are no ids", "[personal]") {
    // 1101700230708 has the check digit of an id.
    for (const char* cell : {"15.1101700230708", "101,1101700230708", ".1101700230708", "-15.1101700230708",
                             "15.1101700230708, 101.1101700230708", "๑๕.๑๑๐๑๗๐๐๒๓๐๗๐๘",
                             "https://www.google.com/maps?q=15.1101700230708&cid=1101700230708"}) {
        INFO(cell);
        CHECK(long_numbers(cell).all == 0);
    }
    for (const char* cell : {"1101700230708.0", "ปชช.1101700230708", "เลข 1101700230708.",
                             "5901011,1101700230708", "https://example.th/person?id=1101700230708"}) {
        INFO(cell);
        CHECK(long_numbers(cell).valid == 1);
    }
}

TEST_CASE("a column in doubt is left out or kept as a person says", "[import][personal]") {
    const test::TempFolder folder;
    const Dataset areas = test::small_areas(folder);
    // Project numbers, of which one in five has the check digit of a personal id.
    const std::string file = test::write(
        folder, "counts.csv",
        "code,โครงการ,จำนวน\n590101,1101700230708,5\n590102,1101700230709,7\n590102,1101700230701,7\n"
        "590102,1101700230702,7\n590102,1101700230703,7\n");
    const auto read_with = [&](const char* choice) {
        ImportOptions options;
        if (choice[0] != '\0') options.reading.decisions = {{"maybe_personal", 0, choice, "", "โครงการ"}};
        return import_file(areas, file, FileKind::counts, options, {});
    };
    const auto asked = read_with("");
    REQUIRE(asked);
    CHECK(asked->report.outcome == Outcome::ask);
    const ImportNote* problem = test::note_of(asked->report.problems, "maybe_personal");
    REQUIRE(problem != nullptr);
    CHECK(problem->fixes == std::vector<Fix>{{"leave_out_column", ""}, {"keep_column", ""}});
    const auto left_out = read_with("leave_out_column");
    REQUIRE(left_out);
    CHECK(left_out->report.outcome == Outcome::load);
    CHECK(test::note_of(left_out->report.warnings, "personal_left_out") != nullptr);
    const auto kept = read_with("keep_column");
    REQUIRE(kept);
    CHECK(kept->report.outcome == Outcome::load);
    CHECK(test::note_of(kept->report.warnings, "maybe_personal") != nullptr);
    CHECK(test::note_of(kept->report.warnings, "personal_left_out") == nullptr);
}

TEST_CASE("personal data in a sheet that is not read refuses the file, until it is left out",
          "[import][personal]") {
    Table other = made_table({"ชื่อเด็ก", "อายุ"}, {{"สมชาย", "9"}});
    other.sheet = "รายชื่อ";
    ImportReport report;
    CHECK_FALSE(refuse_other_sheet(other, {}, report));
    CHECK(refuse_other_sheet(other, leaving_out_all(), report));
    CHECK(first_secret_in(bytes_of(report)).empty());
}

TEST_CASE("the preview masks persons in a second table below the first too", "[personal]") {
    const test::TempFolder folder;
    const Dataset areas = test::small_areas(folder);
    const std::string file = test::write(
        folder, "two.csv",
        "รหัสตำบล,ตำบล,จำนวน\n590101,หนองยาว,10\n590102,ห้วยสั้น,4\n,,\n"
        "รหัสตำบล,ชื่อผู้ปกครอง,โทรศัพท์\n590101,นางสมศรี ใจดี,081-234-5678\n590102,นายสมชาย ดีใจ,089-876-5432\n");
    const auto seen = look_at(file, FileKind::counts, *areas.areas, {}, 100);
    REQUIRE(seen);
    REQUIRE(seen->rows.size() >= 7);
    REQUIRE(seen->rows[4].kind == RowKind::other_table);
    CHECK(seen->rows[1].cells[1] == "หนองยาว");
    for (const std::size_t r : {std::size_t{5}, std::size_t{6}}) {
        CHECK(seen->rows[r].cells[0] != masked);
        CHECK(seen->rows[r].cells[1] == masked);
        CHECK(seen->rows[r].cells[2] == masked);
    }
}

}  // namespace personal_test
