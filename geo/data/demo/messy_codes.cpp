// Codes and names of areas as senders write them.
#include "geo/data/demo/messy_private.h"

#include <fmt/format.h>

namespace geo::demo {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
    return text;
}

std::string counts(const MessyRow& row) {
    return fmt::format("{},{}", row.never, row.dropped);
}

constexpr const char* by_name = "จังหวัด,อำเภอ,ตำบล,ตกหล่น,ออกกลางคัน";
constexpr const char* by_code = "รหัสตำบล,ตำบล,ตกหล่น,ออกกลางคัน";

std::string named(const MessyRow& row, const std::string& tambon) {
    return fmt::format("{},{},{},{}", row.province, row.amphoe, tambon, counts(row));
}

std::string coded(const MessyRow& row, const std::string& code) {
    return fmt::format("{},{},{}", code, row.tambon, counts(row));
}

}  // namespace

Result<void> add_messy_codes(MessyFolder& folder, const std::vector<MessyRow>& rows,
                             const std::vector<MessyRow>& with_ae, const std::vector<MessyRow>& with_am) {
    TRY_VOID(folder.add(
        "01_code_in_three_columns_without_zeros.csv",
        csv_of("PROV_CODE,AMP_CODE,TAM_CODE,ตกหล่น,ออกกลางคัน", rows,
               [](const MessyRow& row) {
                   return fmt::format("{},{},{},{}", std::stoi(row.code.substr(0, 2)),
                                      std::stoi(row.code.substr(2, 2)), std::stoi(row.code.substr(4, 2)),
                                      counts(row));
               }),
        wanted(rows, "Excel turned 01 into 1: the code is province x 10000 + amphoe x 100 + tambon.")));
    TRY_VOID(folder.add("02_code_with_letters_in_front.csv",
                        csv_of("ADM3_PCODE,ตำบล,ตกหล่น,ออกกลางคัน", rows,
                               [](const MessyRow& row) { return coded(row, "TH" + row.code); }),
                        wanted(rows, "Codes of humanitarian data sets begin with TH.")));
    TRY_VOID(
        folder.add("03_code_as_decimal_number.csv",
                   csv_of(by_code, rows, [](const MessyRow& row) { return coded(row, row.code + ".0"); }),
                   wanted(rows, "A spreadsheet stored the codes as numbers.")));
    TRY_VOID(folder.add("04_names_instead_of_codes.csv",
                        csv_of(by_name, rows, [](const MessyRow& row) { return named(row, row.tambon); }),
                        wanted(rows, "No column holds a code; the three names together say which tambon.")));
    TRY_VOID(folder.add("05_names_with_short_titles.csv",
                        csv_of(by_name, rows,
                               [](const MessyRow& row) {
                                   return fmt::format("จ.{},อ.{},ต. {},{}", row.province, row.amphoe,
                                                      row.tambon, counts(row));
                               }),
                        wanted(rows, "จ. อ. ต. before the names, with and without a blank.")));
    TRY_VOID(
        folder.add("06_two_sara_e_for_sara_ae.csv",
                   csv_of(by_name, with_ae,
                          [](const MessyRow& row) { return named(row, replaced(row.tambon, "แ", "เเ")); }),
                   wanted(with_ae, "เ typed twice looks like แ.")));
    TRY_VOID(
        folder.add("07_nikhahit_and_sara_aa_for_sara_am.csv",
                   csv_of(by_name, with_am,
                          [](const MessyRow& row) { return named(row, replaced(row.tambon, "ำ", "ํา")); }),
                   wanted(with_am, "Two characters look like ำ.")));
    TRY_VOID(folder.add(
        "08_zero_width_spaces_in_names.csv",
        csv_of(by_name, rows,
               [](const MessyRow& row) { return named(row, "\xE2\x80\x8B" + row.tambon + "\xE2\x80\x8B"); }),
        wanted(rows, "Copied from a web page.")));
    Wanted unknown =
        wanted(rows, "A tambon newer than the boundaries: its row waits for a person, nothing else does.");
    unknown.must = "ask";
    unknown.rows_in += 1;
    unknown.rejected = 1;
    TRY_VOID(folder.add("09_code_that_is_not_in_the_boundaries.csv",
                        csv_of(by_code, rows, [](const MessyRow& row) { return coded(row, row.code); }) +
                            rows.front().code.substr(0, 4) + "97,ตั้งใหม่,12,9\r\n",
                        unknown));
    TRY_VOID(folder.add("10_name_says_only_a_part.csv",
                        csv_of(by_name, rows,
                               [&](const MessyRow& row) {
                                   return named(
                                       row, &row == &rows.front() ? row.tambon + " (บางส่วน)" : row.tambon);
                               }),
                        [&] {
                            Wanted out = wanted(rows, "Nobody can tell whose children the other part's are.");
                            out.must = "ask";
                            out.also_acceptable = {"load"};
                            out.loaded -= 1;
                            out.rejected = 1;
                            out.by_area.erase(rows.front().code);
                            return out;
                        }()));
    return {};
}

}  // namespace geo::demo
