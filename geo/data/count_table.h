// A table of counts on its way to series.  Its rows are gone through three times, and of each only its key
// and what became of it are kept, so that a table of any length takes 20 bytes a row.  Private to geo/data;
// import.h is the door.
//
// The trap: what a row is of is found out anew each time; it must not depend on the rows before it.
#pragma once

#include "geo/base/progress.h"
#include "geo/data/count_cells.h"
#include "geo/data/long_form.h"
#include "geo/data/row_areas.h"
#include "geo/data/subtotals.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace geo {

/// What a row is of as a number: equal for rows of one area, or of one part of it; 0 for none.
std::uint64_t key_of_row(const RowArea& place);

/// Codes of areas that have rows below them in the table.  A row of such an area is a subtotal; an amphoe or
/// a province without is a count of its own.
class CodesWithParts {
public:
    void add(const RowArea& row);
    bool contains(const std::string& code) const { return codes_.contains(code); }

private:
    std::set<std::string> codes_;
    std::string last_;
    bool last_finer_ = false;
};

class CountTable {
public:
    /// All of them must outlive it.
    CountTable(const Table& table, const Areas& areas, const Reading& reading, const RowAreas& places,
               CountColumns columns, LongForm form, int dates, ImportReport& report);

    /// Which rows count, which are totals and which must be held.  False where so many must be held that
    /// nobody could look at them.
    bool find(const CodesWithParts& has_parts, const Progress& progress);
    /// Rows that say the same of one area count once; where they differ, all are held and a person decides.
    /// False as above.
    bool settle_repeated();
    /// The codes of provinces, repeated over and over: the rest of each code stands in other columns.
    bool is_of_part_codes() const { return repeated_ * 2 > report_.rows_in && any_province_; }
    /// `accept`: nothing is asked about totals that are greater than their rows; the rows are right.
    void load(bool accept, const Progress& progress);
    std::vector<CountSeries> take() { return std::move(series_); }

private:
    enum class Fate : std::uint8_t { out, good, good_as_whole };
    /// A row that counts the children of an area.
    struct Good {
        std::uint32_t row = 0;
        std::uint32_t of_row = 0;  ///< fingerprint of what it is of and of its category, upper and lower half
        std::uint32_t of_row_low = 0;
        std::uint64_t key() const { return (std::uint64_t{of_row} << 32U) | of_row_low; }
    };

    /// Children of an area; unknown where cells are in the total and none has a number.
    class AreaChildren {
    public:
        void add(const CountCell& cell) {
            (cell.state == CellState::value ? any_ : lacks_) = true;
            milli_ += cell.children_milli;
        }
        std::optional<std::int64_t> milli() const {
            return lacks_ && !any_ ? std::nullopt : std::optional{milli_};
        }

    private:
        std::int64_t milli_ = 0;
        bool any_ = false, lacks_ = false;
    };
    using ByArea = std::map<std::string, AreaChildren>;

    /// Columns of totals of a row, and the children that they state and no part does, in thousandths.
    using RowRests = std::vector<std::pair<std::size_t, std::int64_t>>;

    std::size_t first_of(std::size_t at) const { return form_.of(at) * columns_.column.size(); }
    void add_total(std::size_t at, const std::string& code);
    bool is_sum_without_name(const Table::Row& row, const RowArea& place, bool fits);
    ImportNote with_way_to_sum(ImportNote problem, const RowArea& place, bool fits) const;
    std::string words_of_key(std::size_t at, const RowArea& place) const;
    void keep(std::size_t at, const RowArea& place);
    Good good_of(std::size_t at, const RowArea& place);
    void take_as_wholes();
    void settle_group(const std::vector<std::uint32_t>& rows);
    std::vector<std::string> days_of(const std::vector<std::uint32_t>& rows) const;
    int unit_column(const std::vector<std::uint32_t>& rows) const;
    ImportNote asked_of_units(std::uint32_t row, int column) const;
    const Decision* said_of(const std::vector<std::uint32_t>& rows) const;
    void reject(std::size_t at, const Table::Row& row, ImportNote problem, const std::string& code,
                const std::vector<std::string>& candidates);
    void load_row(std::size_t at, const RowArea& place, const RowCounts& counts, AreaCells& by_column,
                  AreaCells& by_series, RowSums& sums, ByArea& by_area, const RowRests& rests);
    void add_repairs(const std::vector<ImportNote>& repairs);
    /// What the total of a row sums: its parts, these and the children that are in no total, or nobody knows.
    enum class TotalIs : std::uint8_t { not_known, sum_of_parts, with_others, other };
    /// What a row or an area holds beside its total.
    struct BesideTotal {
        std::int64_t known = 0, others = 0;
        bool lacks = false;
    };
    using AreaAtLevel = std::pair<Level, AreaId>;
    TotalIs what_total_is() const;
    RowRests rests_of(const Table::Row& row, const RowCounts& counts);
    std::int64_t rest_of(const Table::Row& row, const RowCounts& counts);
    bool sums_its_parts(std::size_t whole);
    bool is_part_of(std::size_t whole, std::size_t column) const;
    void add_rests_of_rows(std::map<std::size_t, std::vector<CountCell>> cells);
    void check_categories(ByArea& by_area);
    struct Rests;
    void compare_category(std::size_t whole, std::map<AreaAtLevel, BesideTotal> beside, ByArea& by_area,
                          Rests& rests);
    void check_whole(const Table::Row& row, const RowCounts& counts, std::int64_t sum);
    void add_rests();
    void note_totals_with_others();
    void note_counted_elsewhere();
    void ask_of_all_who_live_there();
    void note_coarse();
    bool too_many_problems() const;

    const Table& table_;
    const Areas& areas_;
    const Reading& reading_;
    const RowAreas& places_;
    int column_;  ///< that notes about the area point at
    CountColumns columns_;
    LongForm form_;
    int dates_;                        ///< column of dates; -1 for none
    std::vector<CountSeries> series_;  ///< that are made; of a wide table the columns
    ImportReport& report_;
    CountReader reader_;
    std::vector<bool> of_children_;  ///< of each column
    std::vector<Fate> fates_;
    std::vector<Good> good_;
    std::set<std::string> wholes_;  ///< codes of areas that have a row of their own
    bool any_finer_ = false;
    std::string least_key_;
    std::map<std::uint32_t, ImportNote> added_;  ///< of rows that a person adds to another of their area
    std::vector<CodedRow> totals_;
    std::vector<CodedRow> refused_;
    std::int64_t repeated_ = 0;
    std::optional<TotalIs> total_is_;
    std::map<std::size_t, bool> sums_parts_;  ///< of columns of part totals that were asked about
    /// Of rows whose total holds more than their parts say, by the column of the total.
    std::map<std::size_t, std::vector<CountCell>> rests_;
    bool any_province_ = false;
    std::int64_t totals_with_others_ =
        0;  ///< rows whose total holds children of other columns, at risk or returned
};

}  // namespace geo
