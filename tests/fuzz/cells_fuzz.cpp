// Cells as somebody typed them: codes, numbers, dates, positions, personal ids, and what a header says.
#include "geo/data/area_name.h"
#include "geo/data/cell.h"
#include "geo/data/coordinate.h"
#include "geo/data/count_words.h"
#include "geo/data/date.h"
#include "tests/fuzz/file_of_bytes.h"

#include <algorithm>
#include <cmath>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view cell{reinterpret_cast<const char*>(data), size};
    if (const auto code = geo::code_from_cell(cell)) {
        const std::string& digits = code->code;
        fuzz::must(digits.size() % 2 == 0 && digits.size() >= 2 && digits.size() <= 8);
        fuzz::must(std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }));
        // Read again it is the same and needs no repair.
        const auto again = geo::code_from_cell(digits);
        fuzz::must(again && again->code == digits);
    }
    if (const auto count = geo::count_from_cell(cell)) {
        fuzz::must(count->milli >= 0);
        fuzz::must(count->state == geo::CellState::value || count->milli == 0);
    }
    geo::number_from_cell(cell);
    if (const auto date = geo::date_from_cell(cell))
        fuzz::must(date->iso.empty() ? date->kind[0] != '\0' : date->iso.size() == 10);
    if (const auto period = geo::period_of(cell)) fuzz::must(period->month >= 0 && period->month <= 12);
    geo::date_in_title(cell);
    if (const auto at = geo::coordinate_from_cell(cell)) fuzz::must(std::isfinite(at->value));
    geo::coordinates_from_cell(cell);
    geo::crs_from_words(cell);
    const geo::CountWords words = geo::count_words(std::string{cell});
    fuzz::must(!geo::are_disjoint(words, words));
    const geo::LongNumbers numbers = geo::long_numbers(cell);
    fuzz::must(numbers.valid <= numbers.all);
    if (geo::is_personal_id(cell)) fuzz::must(numbers.valid > 0);
    for (const geo::Level level : geo::all_levels)
        for (const std::string& letters : geo::name_from_cell(cell, level).letters)
            fuzz::must(!letters.empty());
    geo::words_of_one_cell(cell);
    return 0;
}
