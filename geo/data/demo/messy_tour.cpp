// One table with many kinds of trouble at once, as a province really sends it: for the tour of the README.
#include "geo/data/demo/messy_private.h"

#include <fmt/format.h>

namespace geo::demo {
namespace {

std::string thai_digits(int number) {
    constexpr const char* thai[10] = {"๐", "๑", "๒", "๓", "๔", "๕", "๖", "๗", "๘", "๙"};
    std::string out;
    for (const char digit : std::to_string(number)) out += thai[digit - '0'];
    return out;
}

/// What the sender wrote into a row.
struct Written {
    std::string code, never, dropped, total;
};

/// The first rows are each odd in their own way, the others plain.
Written written(const MessyRow& row, std::size_t at) {
    Written out{row.code, std::to_string(row.never), std::to_string(row.dropped),
                std::to_string(row.children())};
    switch (at) {
        case 0:
            return {row.code, thai_digits(row.never), thai_digits(row.dropped), thai_digits(row.children())};
        case 1:
            out.code += ".0";
            return out;
        case 2:
            out.code = "TH" + row.code;
            return out;
        case 3:
            return {row.code, "-", std::to_string(row.dropped), std::to_string(row.dropped)};
        case 4:
            return {row.code, "*", std::to_string(row.dropped), "*"};
        case 5:
            out.code.clear();
            return out;
        case 6:
            out.dropped = fmt::format("{} (ข้อมูลปี 66)", row.dropped);
            return out;
        default:
            return out;
    }
}

}  // namespace

Result<void> add_messy_tour(MessyFolder& folder, const std::vector<MessyRow>& rows) {
    std::string out =
        "แบบสำรวจเด็กและเยาวชนนอกระบบการศึกษา (ข้อมูลสมมติ),,,,,,\r\n"
        "ข้อมูล ณ ๓๐ ก.ย. ๖๗ หน่วย: คน,,,,,,\r\n"
        "รหัสตำบล,อำเภอ,ตำบล,จำนวน (คน),,,โทรศัพท์ผู้ให้ข้อมูล\r\n"
        ",,,ตกหล่น,ออกกลางคัน,รวม,\r\n";
    std::int64_t rows_in = 0;
    int amphoe_sum = 0, sum = 0;
    const auto put = [&](const Written& row, const MessyRow& names, bool with_amphoe) {
        out += fmt::format("{},{},{},{},{},{},081-{:03}-{:04}\r\n", row.code,
                           with_amphoe ? names.amphoe : std::string{}, names.tambon, row.never, row.dropped,
                           row.total, 100 + rows_in, 2000 + rows_in * 37);
        ++rows_in;
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const MessyRow& row = rows[i];
        const bool first = i == 0 || rows[i - 1].amphoe != row.amphoe;
        put(written(row, i), row, first);
        amphoe_sum += row.children();
        sum += row.children();
        if (i + 1 < rows.size() && rows[i + 1].amphoe == row.amphoe) continue;
        out += fmt::format("{},รวมอำเภอ{},,,,{},\r\n", row.code.substr(0, 4), row.amphoe, amphoe_sum);
        ++rows_in;
        amphoe_sum = 0;
    }
    // A tambon again with other numbers, and a code that nobody knows.
    MessyRow again = rows.back();
    again.never += 3;
    put(written(again, rows.size()), again, false);
    MessyRow unknown = rows.back();
    unknown.code = rows.back().code.substr(0, 4) + "99";
    unknown.tambon = "ไม่ระบุ";
    put(written(unknown, rows.size()), unknown, false);
    out += fmt::format(",รวมทั้งสิ้น,,,,{},\r\n\r\nหมายเหตุ ข้อมูลสมมติ,,,,,,\r\n", sum);
    ++rows_in;
    return folder.add(
        "27_everything_at_once.csv", out,
        wanted_nothing("counts", "refuse", rows_in,
                       "Telephone numbers of persons. Without that column: five rows wait for a "
                       "person, sums are checked, all else is loaded or repaired."));
}

}  // namespace geo::demo
