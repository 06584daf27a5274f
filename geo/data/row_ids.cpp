#include "geo/data/row_ids.h"

#include "geo/base/text.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace geo {

using rows::cell;
using rows::note;

namespace {

constexpr const char* kind = "id_zeros_restored";

}  // namespace

RowIds::RowIds(const Table& table, int column, const RowNumbers& rows, const Reading& reading,
               ImportReport& report)
    : column_(column), reading_(reading) {
    if (column < 0) return;
    struct OfLength {
        std::size_t ids = 0;
        bool zeros = false;  ///< some begin with one
    };
    std::map<std::size_t, OfLength> lengths;
    std::size_t filled = 0;
    std::size_t digits = 0;
    for_rows(table, rows, [&](std::size_t, const Table::Row& row) {
        const std::string id = cell(row, column);
        if (id.empty()) return;
        ++filled;
        if (!all_digits(id)) return;
        ++digits;
        OfLength& of = lengths[id.size()];
        ++of.ids;
        of.zeros = of.zeros || id[0] == '0';
    });
    if (digits * 20 < filled * 19 || lengths.size() < 2) return;
    const auto commonest = std::max_element(lengths.begin(), lengths.end(), [](const auto& a, const auto& b) {
        return a.second.ids < b.second.ids;
    });
    const bool longest = std::next(commonest) == lengths.end();
    if (commonest->first < 5 || !longest || !commonest->second.zeros) return;
    length_ = commonest->first;
    std::unordered_set<std::string> shorter;  // asked, never listed
    for_rows(table, rows, [&](std::size_t, const Table::Row& row) {
        if (std::string id = cell(row, column); id.size() < length_ && all_digits(id))
            shorter.insert(std::string(length_ - id.size(), '0') + id);
    });
    for_rows(table, rows, [&](std::size_t, const Table::Row& row) {
        if (std::string id = cell(row, column); id.size() == length_ && shorter.contains(id))
            taken_.insert(std::move(id));
    });
    for_rows(table, rows, [&](std::size_t, const Table::Row& row) {
        const std::string sent = cell(row, column);
        const std::string whole = of(row);
        if (whole == sent) return;
        ImportNote told = note(kind, report, table, row, column, sent, whole);
        told.fixes = {{"keep_as_sent", ""}};
        report.repairs.push_back(std::move(told));
    });
}

std::string RowIds::of(const Table::Row& row) const {
    std::string id = cell(row, column_);
    if (length_ == 0 || id.size() >= length_ || !all_digits(id)) return id;
    std::string whole = std::string(length_ - id.size(), '0') + id;
    if (taken_.contains(whole)) return id;
    const Decision* said = decision_for(reading_, kind, row.number);
    if (said != nullptr && said->choice == "keep_as_sent") return id;
    return whole;
}

}  // namespace geo
