// Of which area each row of a table is: by its code in any dress, by the code of an earlier year, or by its
// names.  Private to geo/data; import.h is the door.  For readers of counts, and of places and villages whose
// rows state their tambon.
//
// The trap: a code and the names beside it may contradict each other; then neither is right of itself, and a
// person decides.
#pragma once

#include "geo/data/area_code.h"
#include "geo/data/area_columns.h"
#include "geo/data/crosswalk.h"
#include "geo/data/import_report.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// The area of one row, or why nobody can say.
struct RowArea {
    std::string code;  ///< 2, 4 or 6 digits; where the row has no area the code that it states, or ""
    Level level = Level::country;
    AreaId area;         ///< none where a person must say, and in a row of totals
    std::string key;     ///< what the row itself is of, where several rows may be of one area: a village
    bool finer = false;  ///< of a part of the area: a village, or an earlier area that was joined with others
    bool total = false;  ///< one of its names says that the row is a total
    bool country = false;  ///< and of the whole country
    /// Where the area of an earlier year was split: all its parts, this one first.
    std::vector<CodeShare> shares;
    std::vector<ImportNote> repairs;      ///< for the report, where the row is loaded
    std::optional<ImportNote> problem;    ///< with its fixes
    std::vector<std::string> candidates;  ///< codes that the row may mean, ascending

    bool placed() const { return area.valid(); }
};

/// Repairs that change no letter of a name: told once for the table.
bool is_of_the_table(std::string_view kind);

/// What the rows of a table say of their areas.
class RowAreas {
public:
    /// `table`, `areas` and `report` must outlive it.  Uses report.file; adds nothing to the report.
    RowAreas(const Table& table, const Areas& areas, const Reading& reading,
             const std::vector<CodeChange>& changes, const ImportReport& report);

    const AreaColumns& columns() const { return columns_; }
    RowArea of(const Table::Row& row) const;
    /// True where a cell says that its row is a sum, of no area ("รวมย่อย") or of one above the finest ("รวม
    /// เมืองเชียงราย"); not where it is the name of one.
    bool says_sum(std::string_view text) const;

    /// What the rows that were loaded say together.
    class Tally {
    public:
        void add(const RowArea& row);

    private:
        friend class RowAreas;
        Notes repairs_, warnings_;
        std::map<std::string, std::int64_t> counted_;  ///< repairs that are told once for the table
        std::int64_t rows_ = 0, recoded_ = 0, finer_ = 0;
    };
    /// What is true of the table as a whole: codes put together from columns, rows known by names alone, the
    /// province that nobody wrote into the rows, codes of an earlier list; and into report.reading the roles
    /// of the columns, the province and new aliases.
    void note_table(Tally tally, ImportReport& report) const;

private:
    const AreaNames& all_names() const;
    bool says_sum(std::string_view text, AreaWords& of) const;
    AreaWords words_in(const Table::Row& row, bool& total) const;
    bool is_of_country(const Table::Row& row, const AreaWords& words) const;
    void place(RowArea& out, const std::string& code) const;
    bool by_decision(const Table::Row& row, RowArea& out) const;
    std::optional<std::string> around_name(AreaWords words) const;
    bool by_alias(const Table::Row& row, const AreaWords& words, RowArea& out) const;
    void by_code(const Table::Row& row, const CodeCell& cell, RowArea& out) const;
    std::string tambon_of_office(const Table::Row& row, const AreaWords& words) const;
    void by_names(const Table::Row& row, const AreaWords& words, RowArea& out) const;
    ImportNote repaired_name(const Table::Row& row, const AreaWords& words, const NameRepair& one,
                             const std::string& code) const;
    std::optional<CodeCell> code_among_letters(const std::string& text, RowArea& out) const;
    std::vector<std::string> others_named(const AreaWords& words, const NameCell& name,
                                          const std::string& province) const;
    void without_code(const Table::Row& row, const AreaWords& words, RowArea& out) const;
    void check_names(const Table::Row& row, const AreaWords& words, RowArea& out) const;
    void hold(const Table::Row& row, std::string_view kind, int column, RowArea& out) const;
    void repair(const Table::Row& row, std::string_view kind, int column, const std::string& reason,
                RowArea& out) const;
    std::vector<std::string> texts_about() const;
    std::size_t matched_in(const std::string& within, std::size_t& seen) const;
    std::optional<AreaWords> titled_above_tambon(const std::string& text) const;
    int column_of_steps() const;
    void find_outline();
    void put_under(const Table::Row& row, AreaWords& words) const;
    void find_province();
    void find_amphoe();
    void add_aliases(Reading& reading) const;
    std::string within_of(const Table::Row& row) const;
    std::string province_about(const Table::Row& row, const RowArea& out) const;

    const Table& table_;
    const Areas& areas_;
    const Reading& reading_;
    const ImportReport& report_;
    std::shared_ptr<const AreaNames> names_;          ///< null where codes say it all
    mutable std::shared_ptr<const AreaNames> index_;  ///< made where a cell must be looked up without them
    Crosswalk crosswalk_;
    AreaColumns columns_;
    /// Rows of a province or an amphoe that stand above their parts in the only column of names: from each on
    /// what holds, by the number of the row, ascending.
    std::vector<std::pair<std::int64_t, AreaWords>> outline_;
    std::string province_;          ///< code that holds for all rows; "" where rows say it
    const char* province_by_ = "";  ///< kind of the note that says how it was found
    std::string amphoe_;            ///< code that holds for all rows; "" where rows say it, or nobody does
    std::map<std::int64_t, const Decision*> decided_;
};

}  // namespace geo
