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

bool all_digits(const std::string& text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

RowIds::RowIds(const Table& table, int column, std::span<const Table::Row* const> rows,
               const Reading& reading, ImportReport& report)
    : column_(column), reading_(reading) {
    if (column < 0) return;
    std::map<std::size_t, std::size_t> lengths;
    std::unordered_set<std::string> all;  // asked, never listed
    std::size_t filled = 0;
    std::size_t digits = 0;
    for (const Table::Row* row : rows) {
        std::string id = cell(*row, column);
        if (id.empty()) continue;
        ++filled;
        if (!all_digits(id)) continue;
        ++digits;
        ++lengths[id.size()];
        all.insert(std::move(id));
    }
    if (digits * 20 < filled * 19 || lengths.size() < 2) return;
    const auto commonest = std::max_element(lengths.begin(), lengths.end(),
                                            [](const auto& a, const auto& b) { return a.second < b.second; });
    const bool longest = std::next(commonest) == lengths.end();
    const bool zeros = std::any_of(all.begin(), all.end(), [&](const std::string& id) {
        return id.size() == commonest->first && id[0] == '0';
    });
    if (commonest->first < 5 || !longest || !zeros) return;
    length_ = commonest->first;
    for (const std::string& id : all)
        if (id.size() < length_ && all.contains(std::string(length_ - id.size(), '0') + id))
            taken_.insert(id);
    for (const Table::Row* row : rows) {
        const std::string sent = cell(*row, column);
        const std::string whole = of(*row);
        if (whole == sent) continue;
        ImportNote told = note(kind, report, table, *row, column, sent, whole);
        told.fixes = {{"keep_as_sent", ""}};
        report.repairs.push_back(std::move(told));
    }
}

std::string RowIds::of(const Table::Row& row) const {
    std::string id = cell(row, column_);
    if (length_ == 0 || id.size() >= length_ || !all_digits(id) || taken_.contains(id)) return id;
    const Decision* said = decision_for(reading_, kind, row.number);
    if (said != nullptr && said->choice == "keep_as_sent") return id;
    return std::string(length_ - id.size(), '0') + id;
}

}  // namespace geo
