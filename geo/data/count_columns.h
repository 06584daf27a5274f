// Which columns of a table count children, and which of them make up "children out of learning".  Private to
// geo/data; import.h is the door.
//
// The trap: a column that is not understood must never be added or left out in silence; where several may be
// the number of children, a person is asked.
#pragma once

#include "geo/base/result.h"
#include "geo/data/count_words.h"
#include "geo/data/dataset.h"
#include "geo/data/import_report.h"
#include "geo/data/table.h"

#include <cstdint>
#include <vector>

namespace geo {

struct CountColumns {
    std::vector<int> column;            ///< of the table, ascending
    std::vector<CountSeries> series;    ///< of each, without cells; in_total is set
    std::vector<CountWords> words;      ///< what the header of each says
    std::vector<bool> is_whole;         ///< of each: a total of others
    std::vector<std::string> category;  ///< of each series of rows: the words of their category
    bool of_rows = false;        ///< series are categories of rows: their sums stand in no other column
    int whole = -1;              ///< row of the column of totals; -1: none
    bool parts = false;          ///< the total is a sum of series
    std::vector<bool> doubtful;  ///< of each: nobody has said yet that it counts children out of learning
    std::vector<std::int64_t> scale;    ///< of each: how many persons its numbers stand for; empty: one
    bool table_counts = false;          ///< words beside the columns say that something is counted
    bool table_names_children = false;  ///< words beside the columns name children
    bool table_measures = false;        ///< they name something else
    std::int64_t scale_of(std::size_t i) const { return scale.empty() ? 1 : scale[i]; }
};

/// `of_areas`: columns of codes and names, ascending; they count nothing.
/// Never enrolled and dropped out make the total; else columns that no child can share (sexes, agencies,
/// ages, months of new findings); else the column of totals, else the only one that may be the children.
/// Columns of one reason are added only where no child can be in two, and not where a total beside them says
/// otherwise. Of several years the latest counts.  A person's roles and meanings in `reading` go before the
/// words; what the columns do not say, title, sheet and file name do (count_about.h).  Where several may be,
/// or nothing says that the only one counts children, the first is taken and report.problems asks
/// ("which_column", "one_sex", "no_children_column"); "mixed_children" where children at risk are in the same
/// number, "total_and_parts" where parts are not what stands beside them, "columns_beside" where nobody knows
/// a further part, "columns_left_out" where only some say a reason, "whom_not_said" where no word anywhere
/// names children.  report.columns_in_total and columns_not_read say what became of the columns. `categories`
/// of a long table say whom its rows count. Fault::needs_counts where no column holds numbers.
Result<CountColumns> count_columns(const Table& table, const std::vector<int>& of_areas,
                                   const Reading& reading, ImportReport& report,
                                   const std::vector<CountWords>& categories = {});

/// Sets in_total, whole and parts of `columns`, whose series and words are there.
void choose_total(CountColumns& columns, const Table& table, const Reading& reading, ImportReport& report);

/// What a header (or header and category of a row) says of its children, and the day of what was read or set.
void take_meaning(CountSeries& series, const CountWords& words, const Reading& reading);

/// True where a column beside those of the areas holds numbers that may be counts.
bool holds_counts(const Table& table, const std::vector<int>& of_areas);

/// Fault::no_header where a column of numbers has no name in any row of the header.  The
/// first column may be nameless, as running numbers are.
Result<void> refuse_two_headers(const Table& table, const std::string& file);

}  // namespace geo
