// Classes by hand: their edges as a person types them, "5, 8, 11".
//
// The trap: edges belong to what is measured.  Those of minutes mean nothing for a number of children, so
// that another measure goes back to its own classes.
#pragma once

#include "app/frame.h"

#include <string>
#include <string_view>
#include <vector>

namespace app {

struct TypedBreaks {
    std::vector<double> breaks;  ///< ascending, two to six: three to seven classes
    std::string fault;           ///< message key; "" where they can be used
    std::string word;            ///< that is no number
};
/// Numbers between commas, semicolons or blanks.
TypedBreaks typed_breaks(std::string_view text);
std::string words_of(const std::vector<double>& breaks);
/// Edges to begin with: as they are on the map, rounded for people where that keeps them apart.
std::vector<double> rounded(std::vector<double> breaks);
void set_indicator(geo::Study& study, geo::Indicator indicator);

/// The field and what is wrong with it; remembers what is being typed.
class BreaksField {
public:
    void draw(const Frame& frame, Outbox& out);

private:
    std::string text_;
    std::vector<double> of_;  ///< the study's, when the text was last the same
};

}  // namespace app
