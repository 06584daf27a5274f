// Dates, months and years as offices write them.
#include "geo/data/date.h"

#include "tests/support/test.h"

namespace date_test {

using namespace geo;

TEST_CASE("a day is the same day in every dress", "[import]") {
    for (const char* text :
         {"15/05/2567", "15-5-2567", "15.5.67", "15 พ.ค. 67", "๑๕ พฤษภาคม ๒๕๖๗", "15 พฤษภาคม พ.ศ. 2567",
          "2567-05-15", "2024-05-15", "2024-05-15T00:00:00", "2567/05/15 00:00:00", "243753", "45427",
          "15 May 2024", "15พ.ค.67", "25670515", "20240515", "15052567", "15052024", "๒๕๖๗๐๕๑๕"}) {
        INFO(text);
        const auto date = date_from_cell(text);
        REQUIRE(date);
        CHECK(date->iso == "2024-05-15");
    }
    CHECK(date_from_cell("29/02/2567")->iso == "2024-02-29");
    CHECK(std::string{date_from_cell("29/02/2567")->kind} == "date_be_to_ce");
    CHECK(std::string{date_from_cell("2567-05-15")->kind} == "date_be_typed_as_ce");
    CHECK(std::string{date_from_cell("2024-05-15")->kind}.empty());
}

TEST_CASE("a day that cannot be or is not plain stays empty and says why", "[import]") {
    const auto doubt = [](const char* text) {
        const auto date = date_from_cell(text);
        REQUIRE(date);
        CHECK(date->iso.empty());
        return std::string{date->kind};
    };
    CHECK(doubt("31/02/2567") == "date_impossible");
    CHECK(doubt("29/02/2566") == "date_impossible");
    CHECK(doubt("15 พ.ค.") == "date_without_year");
    CHECK(doubt("15/05/12") == "date_year_unclear");
    const auto either = date_from_cell("5/4/67");
    CHECK(either->iso == "2024-04-05");
    CHECK(std::string{either->kind} == "date_day_month_order");
    for (const char* text : {"", "12", "1234", "ในเมือง", "590101", "2567", "1/2", "ห้อง 5", "25671315",
                             "40290104", "20000101555", "30110215"}) {
        INFO(text);
        CHECK_FALSE(date_from_cell(text));
    }
}

TEST_CASE("a title says for which day its numbers hold", "[import]") {
    CHECK(date_in_title("ข้อมูล ณ วันที่ ๓๐ ก.ย. ๖๗") == "2024-09-30");
    CHECK(date_in_title("ที่มา: สำนักงาน ข้อมูล ณ 31 มี.ค. 2567") == "2024-03-31");
    CHECK(date_in_title("data as of 30 November 2023 (draft)") == "2023-11-30");
    CHECK(date_in_title("ข้อมูล ณ วันที่ 30/9/2567").substr(0, 7) == "2024-09");
    CHECK(date_in_title("จังหวัดตาก ปีการศึกษา 2567").empty());
}

TEST_CASE("months and years are periods with the kind that their words say", "[import]") {
    CHECK(period_of("ต.ค. 66") == Period{2023, 10, YearKind::calendar});
    CHECK(period_of("October 2023") == Period{2023, 10, YearKind::calendar});
    CHECK(period_of("2566-10") == Period{2023, 10, YearKind::calendar});
    CHECK(period_of("2023-10-01") == Period{2023, 10, YearKind::calendar});
    CHECK(period_of("31/10/2566") == Period{2023, 10, YearKind::calendar});
    CHECK(period_of("2567") == Period{2024, 0, YearKind::unknown});
    CHECK(period_of("ปีการศึกษา 2567") == Period{2024, 0, YearKind::school});
    CHECK(period_of("ปีงบประมาณ 67") == Period{2024, 0, YearKind::fiscal});
    for (const char* text : {"67", "6-14 ปี", "ตกหล่น", "7 ปี", "590101", "12 เดือน"}) {
        INFO(text);
        CHECK_FALSE(period_of(text));
    }
    CHECK(last_day_of({2024, 2, YearKind::calendar}) == "2024-02-29");
    CHECK(last_day_of({2024, 0, YearKind::school}) == "2025-05-15");
    CHECK(last_day_of({2024, 0, YearKind::fiscal}) == "2024-09-30");
    CHECK(last_day_of({2024, 0, YearKind::unknown}) == "2024");
}

}  // namespace date_test
