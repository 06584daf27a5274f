// Numbers, rows and encodings of tables as senders write them.
#include "geo/data/demo/formats_private.h"
#include "geo/data/demo/messy_private.h"

#include <cpl_string.h>
#include <fmt/format.h>
#include <xlsxwriter.h>

#include <filesystem>

namespace geo::demo {
namespace {

constexpr const char* count_header = "รหัสตำบล,ตำบล,ตกหล่น,ออกกลางคัน";
constexpr const char* bom = "\xEF\xBB\xBF";
constexpr const char* no_break_space = "\xC2\xA0";

std::string line(const MessyRow& row, const std::string& never, const std::string& dropped) {
    return fmt::format("{},{},{},{}", row.code, row.tambon, never, dropped);
}

std::string plain_line(const MessyRow& row) {
    return line(row, std::to_string(row.never), std::to_string(row.dropped));
}

std::string plain(const std::vector<MessyRow>& rows) {
    return csv_of(count_header, rows, plain_line);
}

/// Each digit as another character, from a table of ten.
std::string digits(int number, const char* const (&table)[10]) {
    std::string out;
    for (const char digit : std::to_string(number)) out += table[digit - '0'];
    return out;
}
constexpr const char* thai[10] = {"๐", "๑", "๒", "๓", "๔", "๕", "๖", "๗", "๘", "๙"};
constexpr const char* wide[10] = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};

std::string thai_code_page(const std::string& text) {
    char* bytes = CPLRecode(text.c_str(), "UTF-8", "CP874");
    std::string out = bytes;
    CPLFree(bytes);
    return out;
}

std::string semicolons(std::string text) {
    for (char& c : text)
        if (c == ',') c = ';';
    return text;
}

/// Rows of one amphoe after the other, each followed by the amphoe's own row.
std::string with_subtotals(const std::vector<MessyRow>& rows, Wanted& wanted) {
    std::string out = std::string{count_header} + "\r\n";
    int never = 0, dropped = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        out += plain_line(rows[i]) + "\r\n";
        never += rows[i].never;
        dropped += rows[i].dropped;
        const std::string amphoe = rows[i].code.substr(0, 4);
        if (i + 1 < rows.size() && rows[i + 1].code.substr(0, 4) == amphoe) continue;
        out += fmt::format("{},รวมอำเภอ{},{},{}\r\n", amphoe, rows[i].amphoe, never, dropped);
        never = dropped = 0;
        ++wanted.rows_in;
        ++wanted.subtotal;
    }
    return out;
}

/// A title, then names over two rows with merged cells, as tables for a meeting are laid out.
Result<void> write_two_headers(const std::string& file, const std::vector<MessyRow>& rows) {
    Workbook workbook = made_up_workbook(file);
    if (workbook.book == nullptr) return fail(Fault::unwritable, file);
    lxw_worksheet* sheet = workbook.sheet;
    worksheet_merge_range(sheet, 0, 0, 0, 3, "จำนวนเด็กนอกระบบการศึกษา (ข้อมูลสมมติ)", nullptr);
    worksheet_merge_range(sheet, 1, 0, 2, 0, "รหัสตำบล", nullptr);
    worksheet_merge_range(sheet, 1, 1, 2, 1, "ตำบล", nullptr);
    worksheet_merge_range(sheet, 1, 2, 1, 3, "เด็กนอกระบบ", nullptr);
    worksheet_write_string(sheet, 2, 2, "ตกหล่น", nullptr);
    worksheet_write_string(sheet, 2, 3, "ออกกลางคัน", nullptr);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const auto at = static_cast<lxw_row_t>(r + 3);
        worksheet_write_string(sheet, at, 0, rows[r].code.c_str(), nullptr);
        worksheet_write_string(sheet, at, 1, rows[r].tambon.c_str(), nullptr);
        worksheet_write_number(sheet, at, 2, rows[r].never, nullptr);
        worksheet_write_number(sheet, at, 3, rows[r].dropped, nullptr);
    }
    if (workbook_close(workbook.book) != LXW_NO_ERROR) return fail(Fault::unwritable, file);
    return {};
}

/// Dates in cells that are real dates, of the Buddhist year typed as if it were the Western one.
Result<void> write_serial_dates(const std::string& file, const std::vector<MessyRow>& rows) {
    Workbook workbook = made_up_workbook(file);
    if (workbook.book == nullptr) return fail(Fault::unwritable, file);
    lxw_format* date = workbook_add_format(workbook.book);
    format_set_num_format(date, "dd/mm/yyyy");
    const char* const names[] = {"รหัสตำบล", "ตำบล", "ตกหล่น", "ออกกลางคัน", "วันที่สำรวจ"};
    for (lxw_col_t c = 0; c < 5; ++c) worksheet_write_string(workbook.sheet, 0, c, names[c], nullptr);
    constexpr double may_2567 = 243767;  // a spreadsheet counts days
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const auto at = static_cast<lxw_row_t>(r + 1);
        worksheet_write_string(workbook.sheet, at, 0, rows[r].code.c_str(), nullptr);
        worksheet_write_string(workbook.sheet, at, 1, rows[r].tambon.c_str(), nullptr);
        worksheet_write_number(workbook.sheet, at, 2, rows[r].never, nullptr);
        worksheet_write_number(workbook.sheet, at, 3, rows[r].dropped, nullptr);
        worksheet_write_number(workbook.sheet, at, 4, may_2567 + static_cast<double>(r), date);
    }
    if (workbook_close(workbook.book) != LXW_NO_ERROR) return fail(Fault::unwritable, file);
    return {};
}

/// Marks that senders write where a number should stand.
Result<void> add_marks(MessyFolder& folder, const std::vector<MessyRow>& rows) {
    struct Mark {
        const char* text;
        bool hidden;
    };
    static constexpr Mark marks[] = {{"-", false}, {"–", false}, {"ไม่มี", false}, {"n/a", false}, {"*", true}};
    auto kept = rows;
    std::string out = std::string{count_header} + "\r\n";
    Wanted wanted;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        if (i >= std::size(marks)) {
            out += plain_line(kept[i]) + "\r\n";
            continue;
        }
        out += line(kept[i], marks[i].text, std::to_string(kept[i].dropped)) + "\r\n";
        kept[i].never = 0;
        ++(marks[i].hidden ? wanted.suppressed : wanted.missing);
    }
    Wanted all =
        geo::demo::wanted(kept, "-, n/a and ไม่มี are no number, * is a hidden one; none of them is nought.");
    all.missing = wanted.missing;
    all.suppressed = wanted.suppressed;
    all.also_acceptable = {"ask"};
    return folder.add("12_marks_where_numbers_should_stand.csv", out, all);
}

}  // namespace

Result<void> add_messy_numbers(MessyFolder& folder, const std::vector<MessyRow>& rows) {
    TRY_VOID(folder.add("11_thai_digits.csv",
                        csv_of(count_header, rows,
                               [](const MessyRow& row) {
                                   return line(row, digits(row.never, thai), digits(row.dropped, thai));
                               }),
                        wanted(rows, "๐ to ๙.")));
    TRY_VOID(add_marks(folder, rows));
    Wanted sums = wanted(rows, "The rows of the amphoe hold their tambon once more.");
    const std::string with_sums = with_subtotals(rows, sums);
    TRY_VOID(folder.add("13_subtotals_between_the_rows.csv", with_sums, sums));
    TRY_VOID(folder.add("14_utf8_with_byte_order_mark.csv", bom + plain(rows),
                        wanted(rows, "As Excel saves CSV UTF-8.")));
    TRY_VOID(folder.add("15_thai_code_page.csv", thai_code_page(plain(rows)),
                        wanted(rows, "As Excel saves CSV on a Thai Windows.")));
    TRY_VOID(folder.add("16_semicolons.csv", semicolons(plain(rows)),
                        wanted(rows, "As Excel saves CSV where the comma is the decimal mark.")));
    auto large = rows;
    large.front().never += 1000;
    large.front().dropped += 2000;
    TRY_VOID(folder.add("17_commas_in_thousands.csv",
                        csv_of(count_header, large,
                               [](const MessyRow& row) {
                                   const auto grouped = [](int n) {
                                       return n < 1000 ? std::to_string(n)
                                                       : fmt::format("\"{},{:03}\"", n / 1000, n % 1000);
                                   };
                                   return line(row, grouped(row.never), grouped(row.dropped));
                               }),
                        wanted(large, "1,234 in quotation marks.")));
    TRY_VOID(folder.add("18_no_break_spaces_and_khon.csv",
                        csv_of(count_header, rows,
                               [](const MessyRow& row) {
                                   return line(row, no_break_space + std::to_string(row.never),
                                               std::to_string(row.dropped) + no_break_space + "คน");
                               }),
                        wanted(rows, "Numbers copied from a page, with คน behind them.")));
    TRY_VOID(folder.add("19_full_width_digits.csv",
                        csv_of(count_header, rows,
                               [](const MessyRow& row) {
                                   return line(row, digits(row.never, wide), digits(row.dropped, wide));
                               }),
                        wanted(rows, "Digits of an East Asian keyboard.")));
    TRY_VOID(folder.add("20_one_row_twice.csv", plain(rows) + plain_line(rows.back()) + "\r\n", [&] {
        Wanted out = wanted(rows, "The last row stands twice, with the same numbers: it counts once.");
        ++out.rows_in;
        ++out.duplicate;
        return out;
    }()));
    TRY_VOID(write_two_headers(folder.path() + "/21_title_and_two_header_rows.xlsx", rows));
    TRY_VOID(folder.expect("21_title_and_two_header_rows.xlsx",
                           wanted(rows, "A title, then names over two rows with merged cells.")));
    TRY_VOID(folder.add("22_header_without_rows.csv", std::string{count_header} + "\r\n",
                        wanted_nothing("counts", "refuse", 0, "There is nothing to load.")));
    TRY_VOID(folder.add("23_empty_file.csv", "",
                        wanted_nothing("counts", "refuse", 0, "There is nothing to load.")));
    TRY_VOID(folder.add("24_notes_below_the_table.csv", plain(rows) + ",,,\r\nหมายเหตุ ข้อมูลสมมติ,,,\r\n", [&] {
        Wanted out = wanted(rows, "A blank row and a note are no rows of the table.");
        out.note = 1;
        return out;
    }()));
    TRY_VOID(folder.add("25_dates_of_the_buddhist_era.csv",
                        csv_of(std::string{count_header} + ",วันที่สำรวจ", rows,
                               [&](const MessyRow& row) {
                                   return plain_line(row) +
                                          (&row == &rows.front() ? ",29/02/2567" : ",15 พ.ค. 67");
                               }),
                        wanted(rows, "2567 is 2024, a leap year; the dates are no numbers of children.")));
    TRY_VOID(write_serial_dates(folder.path() + "/26_real_dates_in_the_year_2567.xlsx", rows));
    TRY_VOID(folder.expect("26_real_dates_in_the_year_2567.xlsx",
                           wanted(rows,
                                  "The cells count days up to a year that is far ahead: it is 2024. The "
                                  "dates are no numbers of children.")));
    return {};
}

}  // namespace geo::demo
