// All areas of the map's level: sorted by any column, filtered by words, linked with the map both ways.
//
// The trap: 7,425 rows; names' sort keys and the order are kept until areas, results, filter or sort change,
// and only rows in sight are drawn.
#pragma once

#include "app/frame.h"
#include "app/panels/table_columns.h"

#include <string>
#include <vector>

namespace app {

struct TableOrder {
    Column by = Column::not_reached;
    bool descending = true;
    bool operator==(const TableOrder&) const = default;
};

class TablePanel {
public:
    /// The rows, from the cursor to the end of the window.
    void draw(const Frame& frame, Outbox& out);
    std::string title(const Frame& frame);
    /// Beside the tabs, between `left` and `right`.
    void tools(const Frame& frame, Outbox& out, float left, float right, float height);

    /// The arrows up and down go from row to row while the table has the keyboard (a row was clicked last).
    bool takes(Action action) const {
        return has_keyboard_ && (action == Action::pan_up || action == Action::pan_down);
    }
    /// Rows in their order, for the keyboard (next worst area) and for tests.
    const std::vector<geo::AreaId>& order(const Frame& frame);
    void sort(TableOrder order);
    void filter(std::string words);

private:
    struct Made {
        const geo::Areas* areas = nullptr;
        const geo::CoverageTable* table = nullptr;
        std::shared_ptr<const geo::Demand> demand;
        geo::Level level = geo::Level::tambon;
        geo::Lang lang = geo::Lang::th;
        std::string words;
        TableOrder order;
        bool operator==(const Made&) const = default;
    };
    void names(const Frame& frame);
    void header(const Frame& frame, const TableColumns& columns);
    void arrows(const Frame& frame, const TableColumns& columns, float x, float y);
    void row(const Frame& frame, Outbox& out, std::size_t at, const TableColumns& columns);
    void arrow_keys(const Frame& frame, Outbox& out);
    void click(const Frame& frame, Outbox& out, geo::AreaId area);

    TableOrder sort_;
    std::string words_;
    Made made_;
    std::vector<geo::AreaId> rows_;
    std::vector<std::uint32_t> rank_;  ///< by area: place by not reached, from 1

    Made named_;  ///< of the keys below: areas, level, language
    std::vector<std::string> keys_;
    std::vector<std::uint32_t> name_order_, parent_order_;
    std::string longest_name_;
    std::size_t first_column_ = 0;  ///< columns beside the names that are scrolled away
    Selection shown_selection_;
    geo::AreaId scroll_to_;
    bool has_keyboard_ = false;
};

}  // namespace app
