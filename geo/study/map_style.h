// How the map looks: what is shown, at which level, in which classes and colours, with which layers.  A small
// value.
#pragma once

#include "geo/data/dataset.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

enum class Indicator : std::uint8_t {
    children,
    covered,
    share_covered,
    uncovered,
    unreachable,
    unplaced,
    not_reached,
    median_min,
    p90_min,
    nearest_place,  ///< weighted median of the way to the nearest place, in the unit of the first limit
    lost_in_rain,   ///< covered in the dry season and not in the rainy one
    access,         ///< places for 100 children, or RAAM's cost in minutes; by Scenario::access
    one_place,      ///< covered, and by one place alone
    no_seat         ///< covered, and without a seat when the nearest are served first
};
/// In the order in which they are offered.
inline constexpr std::array<Indicator, 14> all_indicators = {
    Indicator::children,    Indicator::covered,       Indicator::share_covered, Indicator::uncovered,
    Indicator::unreachable, Indicator::unplaced,      Indicator::not_reached,   Indicator::median_min,
    Indicator::p90_min,     Indicator::nearest_place, Indicator::lost_in_rain,  Indicator::access,
    Indicator::one_place,   Indicator::no_seat};
const char* indicator_name(Indicator indicator);
std::optional<Indicator> indicator_from_name(std::string_view name);
/// Shares, minutes, kilometres and places a child; counts are the others.
bool is_rate(Indicator indicator);
/// Of who comes to which place: computed only where the map shows it.
bool is_of_pairs(Indicator indicator);

enum class ClassMethod : std::uint8_t { policy, quantile, equal, jenks, pretty, manual };
const char* class_method_name(ClassMethod method);
std::optional<ClassMethod> class_method_from_name(std::string_view name);

inline constexpr int most_old_months = 120;

struct MapStyle {
    Indicator indicator = Indicator::share_covered;
    Level level = Level::tambon;
    ClassMethod method = ClassMethod::policy;  ///< policy: 90, 70, 50, 30 % for shares; Jenks for the rest
    int classes = 5;                           ///< 3 to 7
    std::vector<double> manual_breaks;         ///< inner edges, ascending, for ClassMethod::manual
    std::string palette = "need";              ///< need, reach, change
    bool show_units = true;
    bool show_schools = false;
    bool show_villages = false;
    bool show_roads = true;
    bool show_barriers = true;
    bool show_labels = true;
    bool show_doubt = true;  ///< areas whose number asks for care are hatched (doubt.h)
    int old_months = 18;     ///< counts older than this are old; 1 to most_old_months
    /// The day on which counts are that old, ISO; "" for the newest day that the study itself knows.
    std::string age_on;
    /// Bands of the way to the nearest place instead of the areas' colours (travel_bands.h).
    bool show_bands = false;
    bool operator==(const MapStyle&) const = default;
};

}  // namespace geo
