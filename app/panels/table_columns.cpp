#include "app/panels/table_columns.h"

#include "app/panels/figures.h"
#include "app/widgets.h"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

const char* word_key(Column column) {
    switch (column) {
        case Column::rank:
            return "table.rank";
        case Column::parent:
            return "table.parent";
        case Column::children:
            return "table.children";
        case Column::covered:
            return "table.covered";
        case Column::not_reached:
            return "table.not_reached";
        case Column::unreachable:
            return "table.unreachable";
        case Column::median:
            return "table.median";
        case Column::name:
        case Column::bar:
            break;
    }
    return "";
}

/// Comfortable, or as narrow as it may become before others are left out.
float least_width(const Frame& frame, Column column, bool tight, const ColumnWish& wish) {
    const auto word = [&](float beside, Font font) {
        return ui::text_width(column_words(frame, column), font) + ui::px(beside);
    };
    const float name = ui::text_width(wish.longest_name, Font::body_bold) + ui::px(16);
    const bool sorted = wish.sorted == column;
    // Tight, only the sorted column has room for its arrow.
    const float least = tight && !sorted ? word(18, Font::label) : word(34, Font::body_bold);
    switch (column) {
        case Column::rank:
            return std::max(ui::px(tight ? 52.0F : 62.0F), least);
        case Column::name:
            return std::clamp(name, ui::px(110), ui::px(tight ? 132.0F : 190.0F));
        case Column::parent:
            return ui::px(tight ? 112.0F : 190.0F);
        case Column::bar:
            return ui::px(tight ? 84.0F : 110.0F);
        case Column::children:
        case Column::covered:
            return std::max(ui::px(tight ? 70.0F : 88.0F), least);
        case Column::not_reached:
        case Column::unreachable:
        case Column::median:
            return std::max(ui::px(tight ? 80.0F : 112.0F), least);
    }
    return least;
}

}  // namespace

bool right_aligned(Column column) {
    return column != Column::name && column != Column::parent && column != Column::bar;
}

std::string column_words(const Frame& frame, Column column) {
    if (column == Column::name) return level_word(frame, frame.study->map.level);
    return column == Column::bar ? std::string{} : frame.word(word_key(column));
}

std::string column_name(const Frame& frame, Column column) {
    return column == Column::bar ? frame.word("table.bar") : column_words(frame, column);
}

TableColumns columns_of(const Frame& frame, float room, const ColumnWish& wish, std::size_t& first) {
    std::vector<Column> all;
    for (std::size_t i = 0; i < column_count; ++i) {
        const auto column = static_cast<Column>(i);
        if (column != Column::parent || frame.study->map.level != geo::Level::province) all.push_back(column);
    }
    constexpr std::size_t still = 2;  // rank and name
    TableColumns out;
    const auto width = [&](Column column, bool tight) { return least_width(frame, column, tight, wish); };
    const auto sum = [&](std::size_t from, std::size_t to, bool tight) {
        float whole = 0;
        for (std::size_t i = from; i < to; ++i) whole += width(all[i], tight);
        return whole;
    };
    bool tight = sum(0, all.size(), false) > room;
    std::size_t from = still, to = all.size();
    if (sum(0, all.size(), true) > room) {
        out.gutter = ui::px(70);
        // Numbers first: where a place lies is in its tip as well.
        const auto parent = std::find(all.begin(), all.end(), Column::parent);
        if (parent != all.end()) std::rotate(parent, parent + 1, all.end());
        const float beside = room - out.gutter - sum(0, still, true);
        // No further than needed for the last column.
        std::size_t most = all.size() - 1;
        while (most > still && sum(most - 1, all.size(), true) <= beside) --most;
        from = still + std::min(first, most - still);
        to = from + 1;
        while (to < all.size() && sum(from, to + 1, true) <= beside) ++to;
    }
    first = from - still;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (i >= still && i < from)
            out.before.push_back(all[i]);
        else if (i >= to)
            out.after.push_back(all[i]);
        else
            out.shown.push_back(all[i]);
    }
    float taken = out.gutter;
    for (const Column column : out.shown) taken += width(column, tight);
    const float spare = std::max(0.0F, room - taken);
    // What is left over goes to words first.
    const auto weight = [&](Column column) {
        return column == Column::name     ? 3.0F
               : column == Column::parent ? 4.5F
               : column == Column::bar    ? 2.5F
                                          : 0.0F;
    };
    float weights = 0;
    for (const Column column : out.shown) weights += weight(column);
    for (const Column column : out.shown)
        out.widths.push_back(std::floor(width(column, tight) + spare * weight(column) / weights));
    return out;
}

}  // namespace app
