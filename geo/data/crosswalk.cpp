#include "geo/data/crosswalk.h"

#include "geo/base/ensure.h"
#include "geo/base/text.h"
#include "geo/data/area_code.h"
#include "geo/data/crosswalk_file.h"
#include "geo/data/file_content.h"
#include "geo/data/row_words.h"
#include "geo/data/table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <set>

namespace geo {
namespace {

/// Nothing where a cell cannot be; `bad` is that cell.
std::optional<CodeChange> change_of(const std::array<std::string, 7>& cells, std::string& bad) {
    CodeChange out;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto code = code_from_cell(cells[i]);
        if (!code || code->code.size() > 6) {
            bad = cells[i];
            return std::nullopt;
        }
        (i == 0 ? out.old_code : out.new_code) = code->code;
    }
    out.from_date = cells[2];
    out.kind = cells[3].empty() ? "recode" : cells[3];
    static constexpr std::array<std::string_view, 5> kinds = {"recode", "rename", "moved", "merge", "split"};
    if (std::find(kinds.begin(), kinds.end(), out.kind) == kinds.end()) {
        bad = out.kind;
        return std::nullopt;
    }
    if (!cells[4].empty()) {
        char* end = nullptr;
        const double share = std::strtod(cells[4].c_str(), &end);
        if (*end != '\0' || !(share > 0) || share > 1) {
            bad = cells[4];
            return std::nullopt;
        }
        out.share_milli = static_cast<std::int32_t>(std::lround(share * 1000));
    }
    out.old_name = cells[5];
    out.source = cells[6];
    const bool lacks_name = out.kind == "rename" && out.old_name.empty() && out.old_code == out.new_code;
    if (lacks_name || (out.kind == "moved" && out.old_code.size() >= out.new_code.size())) {
        bad = out.old_code;
        return std::nullopt;
    }
    return out;
}

std::vector<CodeChange> built_in() {
    std::vector<CodeChange> out;
    const std::string_view text = crosswalk_file();
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t to = std::min(text.find('\n', from), text.size());
        const std::string_view line = text.substr(from, to - from);
        from = to + 1;
        if (line.empty() || line[0] == '#' || line[0] == 'o') continue;
        std::array<std::string, 7> cells;
        std::size_t at = 0;
        for (const char c : line)
            if (c == ',' && at + 1 < cells.size())
                ++at;
            else
                cells[at] += c;
        std::string bad;
        auto change = change_of(cells, bad);
        ENSURE(change.has_value());
        out.push_back(*std::move(change));
    }
    return out;
}

/// It says what an area was called or where it was, and no number of then.
bool is_of_names(const CodeChange& change) {
    return change.kind == "moved" || change.old_code == change.new_code;
}

/// A number that changed with the amphoe or province tells where the area was as well.
void add_names(const CodeChange& change, std::vector<EarlierName>& out) {
    const std::size_t above = change.new_code.size() - 2;
    if (change.kind == "moved")
        out.push_back({change.new_code, change.old_name, change.old_code, change.from_date});
    else if (!change.old_name.empty())
        out.push_back({change.new_code, change.old_name, "", change.from_date});
    else if ((change.kind == "recode" || change.kind == "merge") && above > 0 &&
             change.old_code.size() == change.new_code.size() &&
             change.old_code.compare(0, above, change.new_code, 0, above) != 0)
        out.push_back({change.new_code, "", change.old_code.substr(0, above), change.from_date});
}

}  // namespace

Crosswalk::Tables Crosswalk::tables_of(const std::vector<CodeChange>& own,
                                       const std::vector<CodeChange>& more) {
    Tables out;
    for (const auto* list : {&own, &more}) {
        if (list == &more)
            for (const CodeChange& change : more)
                if (!is_of_names(change)) out.changes.erase(change.old_code);
        for (const CodeChange& change : *list) {
            add_names(change, out.names);
            if (!is_of_names(change)) out.changes[change.old_code].push_back(change);
        }
    }
    std::stable_sort(out.names.begin(), out.names.end(),
                     [](const EarlierName& a, const EarlierName& b) { return a.code < b.code; });
    return out;
}

Crosswalk::Crosswalk(const std::vector<CodeChange>& more) {
    static const auto own = std::make_shared<const Tables>(tables_of(built_in(), {}));
    tables_ = more.empty() ? own : std::make_shared<const Tables>(tables_of(built_in(), more));
}

std::vector<CodeShare> Crosswalk::present(const std::string& code, const Areas& areas) const {
    constexpr int most_steps = 8;
    std::map<std::string, std::int32_t> shares = {{code, 1000}};
    for (int step = 0; step < most_steps; ++step) {
        std::map<std::string, std::int32_t> next;
        bool moved = false;
        for (const auto& [from, share] : shares) {
            const bool known = step > 0 && areas.find(static_cast<Level>(from.size() / 2), from).valid();
            const auto found = changes().find(from);
            if (known || found == changes().end()) {
                next[from] += share;
                continue;
            }
            moved = true;
            std::int32_t left = share;
            for (std::size_t i = 0; i < found->second.size(); ++i) {
                const CodeChange& to = found->second[i];
                const bool last = i + 1 == found->second.size();
                const std::int32_t part = last ? left : share * to.share_milli / 1000;
                next[to.new_code] += part;
                left -= part;
            }
        }
        shares = std::move(next);
        if (!moved) break;
    }
    std::vector<CodeShare> out;
    for (const auto& [to, share] : shares) {
        if (to == code || !areas.find(static_cast<Level>(to.size() / 2), to).valid()) return {};
        out.push_back({to, share});
    }
    return out;
}

bool Crosswalk::is_merged(const std::string& code) const {
    std::string at = code;
    for (int step = 0; step < 8; ++step) {
        const auto found = changes().find(at);
        if (found == changes().end()) return false;
        if (found->second.front().kind == "merge") return true;
        at = found->second.front().new_code;
    }
    return false;
}

Result<std::vector<CodeChange>> read_code_changes(const std::string& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) return fail(Fault::not_found, file);
    if (magic_of(file) != Magic::text) return fail(Fault::wrong_kind, file);
    TRY(const Table table, read_table(file));
    const std::array<int, 7> columns = {table.column({"old_code"}),  table.column({"new_code"}),
                                        table.column({"from_date"}), table.column({"kind"}),
                                        table.column({"share"}),     table.column({"old_name"}),
                                        table.column({"source"})};
    Error error;
    error.file = file;
    if (columns[0] < 0 || columns[1] < 0) {
        error.fault = Fault::no_header;
        error.row = table.header_row();
        error.column = rows::header_words(table);
        return fail(std::move(error));
    }
    error.fault = Fault::bad_value;
    std::vector<CodeChange> out;
    std::map<std::string, std::pair<std::int32_t, std::int64_t>> sums;
    for (const Table::Row& row : table.rows) {
        std::array<std::string, 7> cells;
        for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = rows::cell(row, columns[i]);
        auto change = change_of(cells, error.value);
        error.row = row.number;
        if (!change) return fail(std::move(error));
        if (is_of_names(*change)) {
            out.push_back(*std::move(change));
            continue;
        }
        auto& [sum, first_row] = sums[change->old_code];
        sum += change->share_milli;
        if (first_row == 0) first_row = row.number;
        out.push_back(*std::move(change));
    }
    for (const auto& [code, sum] : sums) {
        // A third three times is 0.999.
        if (std::abs(sum.first - 1000) <= 3) continue;
        error.row = sum.second;
        error.value = code;
        return fail(std::move(error));
    }
    return out;
}

}  // namespace geo
