#include "geo/study/map_style.h"

#include "geo/base/names.h"

#include <array>

namespace geo {
namespace {

constexpr std::array<const char*, all_indicators.size()> indicator_names = {
    "children",   "covered", "share_covered", "uncovered",    "unreachable", "unplaced",  "not_reached",
    "median_min", "p90_min", "nearest_place", "lost_in_rain", "access",      "one_place", "no_seat"};
constexpr std::array<const char*, 6> class_method_names = {"policy", "quantile", "equal",
                                                           "jenks",  "pretty",   "manual"};

}  // namespace

const char* indicator_name(Indicator indicator) {
    return indicator_names.at(static_cast<std::size_t>(indicator));
}
std::optional<Indicator> indicator_from_name(std::string_view name) {
    return value_of_name<Indicator>(indicator_names, name);
}

bool is_rate(Indicator indicator) {
    return indicator == Indicator::share_covered || indicator == Indicator::median_min ||
           indicator == Indicator::p90_min || indicator == Indicator::nearest_place ||
           indicator == Indicator::access;
}

bool is_of_pairs(Indicator indicator) {
    return indicator == Indicator::access || indicator == Indicator::one_place ||
           indicator == Indicator::no_seat;
}

const char* class_method_name(ClassMethod method) {
    return class_method_names.at(static_cast<std::size_t>(method));
}
std::optional<ClassMethod> class_method_from_name(std::string_view name) {
    return value_of_name<ClassMethod>(class_method_names, name);
}

}  // namespace geo
