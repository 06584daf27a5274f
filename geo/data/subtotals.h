// Rows of totals in a table of counts: checked against the rows that they sum, and what they hold beyond
// these is kept as a count of their own area.  Private to geo/data; import.h is the door.
//
// The trap: a subtotal is never added.  Only the children that no row of the table counts are, and they have
// no place below the area of the subtotal.
#pragma once

#include "geo/data/count_cells.h"
#include "geo/data/count_columns.h"
#include "geo/data/dataset.h"
#include "geo/data/import_report.h"
#include "geo/data/table.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// True where a cell says that its row is a total.
bool says_total(std::string_view text);

/// What a cell is the total of, as key_of() writes it: "" where it says a total and nothing else ("รวมทั้งสิ้น",
/// "รวม จำนวน 14 ตำบล"), "เมืองเชียงราย" for "รวม เมืองเชียงราย" and "เมืองเชียงราย ผลรวม".  None where it says
/// no total.  Whether the rest is an area, or the cell the name of one, is for the caller.
std::optional<std::string> total_of(std::string_view text);

/// True where a cell is the whole country and nothing else: "TH", "ทั่วประเทศ".  A column may say so in every
/// row; it tells of its row only where that has no other area.
bool says_country(std::string_view text);
/// True where it does so in a word that no column would say in every row: "ทั่วประเทศ".
bool says_nationwide(std::string_view text);

/// A row of the table by the area that it is of.
struct CodedRow {
    std::string code;    ///< "5901", "TH"; "" where the row has none that is known
    std::size_t at = 0;  ///< among the rows of the table
};

/// Rows of the table: [from, to).
struct RowSpan {
    std::size_t from = 0, to = 0;
};

/// Children of some rows in one column.
struct ColumnSum {
    std::int64_t milli = 0;
    bool lacks = false;  ///< a cell among them has no number
};

/// What the rows hold that stand between totals without a code, and those of each area.
class RowSums {
public:
    /// `totals`: ascending rows of totals, with their codes.
    RowSums(const std::vector<CodedRow>& totals, std::size_t columns);
    /// Rows in their order.  O(log of the areas).
    void add(const std::string& code, std::size_t at, const std::vector<ColumnSum>& cells);

    /// Spans begin and end at rows of totals, or at the ends of the table.
    bool any_in(RowSpan span) const;
    ColumnSum sum_of(RowSpan span, std::size_t column) const;
    /// Of the rows below the area, without those that are of itself.
    ColumnSum below(const std::string& code, std::size_t column) const;
    /// The code of the narrowest area that holds all these rows and is none of them.
    std::string common_code(RowSpan span) const;

private:
    struct Segment {
        std::size_t from = 0;  ///< the row below the total above it
        std::optional<std::string> common;
        std::size_t shortest = 6;
        std::vector<ColumnSum> sums;
    };
    bool is_in(std::size_t segment, RowSpan span) const;
    std::vector<Segment> segments_;
    std::map<std::string, std::vector<ColumnSum>> of_code_;
    std::size_t last_segment_ = 0;
};

/// Rows of totals, and what became of the others.
struct TotalsOfTable {
    const std::vector<CodedRow>& totals;
    const RowSums& loaded;
    const std::vector<CodedRow>& refused;
    const CountReader& reader;
};

/// Checks each total against the rows in `of.loaded`, of which `columns.series` has the cells by area.  A
/// total without code sums the rows since the one before it, or all rows where it says so ("รวมทั้งสิ้น") or
/// has none of its own; one that could as well stand above its rows is only checked.
/// Where a total is the greater and a row of it has no number, the rest is added to the series as a count of
/// the total's area, or of the narrowest that holds all rows of a total without code (warning
/// subtotal_rest), unless a person says that the rows are right.  Where all rows have numbers nothing
/// explains the difference: a person is asked (problem subtotal_differs), and what is kept is the rest where
/// the answer is keep_rest, else nothing.  No question where a wider total of the table agrees with the rows
/// alone, in a column of totals beside their parts, under `accept`, and where the rows are the greater: they
/// stay (warning subtotal_differs with both numbers).  Where a row that may be of the total is in
/// `of.refused` (code "" = of an unknown area), the difference may be that row's: nothing is added (warning
/// subtotal_not_compared). Series come out sorted.  O(columns * (totals * areas + totals^2)).
void settle_totals(const Table& table, const Areas& areas, const TotalsOfTable& of, const Reading& reading,
                   bool accept, CountColumns& columns, ImportReport& report);

}  // namespace geo
