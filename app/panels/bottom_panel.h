// Below the map: the table of areas, how many are reached by which limit, and the checks that the numbers
// make of themselves, a tab each.
#pragma once

#include "app/panels/limit_chart.h"
#include "app/panels/table_panel.h"

namespace app {

enum class BottomTab : std::uint8_t { table, chart, checks };

class BottomPanel {
public:
    void draw(const Frame& frame, Outbox& out);
    TablePanel& table() { return table_; }
    BottomTab tab() const { return tab_; }

private:
    /// The tabs; where the last one ends.
    float tabs(const Frame& frame, Outbox& out, float height);

    TablePanel table_;
    LimitChart chart_;
    BottomTab tab_ = BottomTab::table;
};

}  // namespace app
