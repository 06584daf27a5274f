// Villages with names, places of learning, and how many children are out of learning in each tambon: more
// where it is far and poor, with the gaps that real tables have.
#include "geo/data/demo/names.h"
#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace geo::demo {
namespace {

struct Sort {
    PlaceKind kind;
    const char* th;
    const char* en;
    std::uint32_t services;
    const char* agency;
    const char* level;
};
constexpr Sort primary_school = {PlaceKind::school, "โรงเรียนบ้าน", "School, Ban",
                                 service_formal,    "สพฐ.",       "ประถมศึกษา"};
constexpr Sort extended_school = {PlaceKind::school, "โรงเรียนบ้าน", "School, Ban",
                                  service_formal,    "สพฐ.",       "ขยายโอกาส"};
constexpr Sort secondary_school = {PlaceKind::school, "โรงเรียนมัธยม", "Secondary school,",
                                   service_formal,    "สพฐ.",        "มัธยมศึกษา"};
/// One school, three systems, as in Kanchanaburi.
constexpr Sort three_systems = {PlaceKind::school,
                                "โรงเรียนมัธยม",
                                "Secondary school,",
                                service_formal | service_non_formal | service_informal,
                                "สพฐ.",
                                "มัธยมศึกษา"};
constexpr const char* three_systems_province = "71";
constexpr Sort nursery_school = {PlaceKind::school, "โรงเรียนอนุบาล", "Kindergarten school,",
                                 service_formal,    "สพฐ.",         "ประถมศึกษา"};
constexpr Sort learning_unit = {PlaceKind::learning_unit,
                                "หน่วยจัดการเรียนรู้บ้าน",
                                "Learning unit, Ban",
                                service_non_formal | service_informal,
                                "กสศ.",
                                ""};
constexpr Sort learning_centre = {PlaceKind::learning_centre,
                                  "ศกร. ",
                                  "Learning centre,",
                                  service_non_formal | service_informal,
                                  "สกร.",
                                  ""};
constexpr Sort mobile_unit = {PlaceKind::mobile_unit,
                              "หน่วยการเรียนรู้เคลื่อนที่",
                              "Mobile unit,",
                              service_non_formal | service_informal,
                              "สกร.",
                              ""};
constexpr Sort college = {
    PlaceKind::vocational_college, "วิทยาลัยการอาชีพ", "Vocational college,", service_vocational, "สอศ.", ""};
constexpr Sort special_centre = {PlaceKind::special_centre, "ศูนย์การศึกษาพิเศษ", "Special education centre,",
                                 service_special,           "สพฐ.",           ""};

Ground ground_of(const Lattice& lattice, const Settlement& village) {
    bool river = false;
    for (int dx = -1; dx <= 1; ++dx)
        for (int dy = -1; dy <= 1; ++dy) {
            const std::size_t cell = lattice.cell_at({village.at.x + 2.0 * dx, village.at.y + 2.0 * dy});
            if (lattice.land[cell] == 0) return Ground::coast;
            river = river || lattice.water[cell] != Water::dry;
        }
    if (river) return Ground::river;
    return lattice.height[lattice.cell_at(village.at)] > 0.22 ? Ground::hill : Ground::plain;
}

class People {
public:
    People(const Plan& plan, Region& region, const Lattice& lattice, const Division& division,
           const std::vector<Settlement>& settlements, std::uint64_t seed)
        : plan_(plan),
          region_(region),
          lattice_(lattice),
          division_(division),
          settlements_(settlements),
          random_(seed) {
        people_.assign(division.centre.size(), 0);
        remote_.assign(division.centre.size(), 0);
        for (std::size_t t = 0; t < remote_.size(); ++t) {
            const std::size_t centre = division.centre[t];
            const std::size_t town = division.town[division.amphoe_of[t]];
            const double km = far(lattice.at(town), lattice.at(centre));
            remote_[t] = std::min(1.0, km / 34) * 0.55 + lattice.height[centre] * 0.9;
        }
    }

    void run() {
        add_villages();
        for (std::size_t t = 0; t < people_.size(); ++t)
            expected_.push_back(static_cast<double>(people_[t]) * (0.5 + 2.6 * remote_[t]));
        add_places();
        add_counts();
    }

private:
    const AreaRow& tambon(std::uint32_t t) const { return region_.areas[3][t]; }

    void add_villages() {
        Names names(random_.next());
        std::vector<std::set<std::string>> taken(division_.centre.size());
        for (std::size_t s = 0; s < settlements_.size(); ++s) {
            const Settlement& place = settlements_[s];
            plan_.watch.go_on();
            const Ground ground = ground_of(lattice_, place);
            // The main village is called like its tambon.
            Name name{tambon(place.tambon).name_th, tambon(place.tambon).name_en};
            if (place.main)
                taken[place.tambon].insert(name.th);
            else
                name = names.village(ground, taken[place.tambon]);
            names_.push_back(name);
            Village village;
            village.id = fmt::format("V{}", 200001 + s);
            village.name = (place.in_town ? "ชุมชน" : "บ้าน") + name.th;
            village.at = plan_.plane.lonlat(place.at);
            village.weight = place.people;
            region_.villages.push_back(std::move(village));
            people_[place.tambon] += place.people;
        }
    }

    void add_place(const Sort& sort, const Name& at_name, Km at, std::int32_t capacity) {
        Place place;
        place.id = fmt::format("P{}", 100001 + region_.places.size());
        place.name_th = std::string{sort.th} + at_name.th;
        place.name_en = std::string{sort.en} + " " + at_name.en;
        place.kind = sort.kind;
        place.services = sort.services;
        place.agency = sort.agency;
        place.school_level = sort.level;
        place.capacity = capacity;
        place.has_position = true;
        place.at = plan_.plane.lonlat({at.x + 0.07 * random_.both(), at.y + 0.07 * random_.both()});
        place.position_quality = "gps";
        region_.places.push_back(std::move(place));
    }

    void add_places() {
        for (std::size_t s = 0; s < settlements_.size(); ++s) {
            const Settlement& place = settlements_[s];
            plan_.watch.go_on();
            const double height = lattice_.height[lattice_.cell_at(place.at)];
            const auto pupils = static_cast<std::int32_t>(30 + random_.below(60) + place.people / 6);
            if (place.remote) continue;
            if (place.in_town) {
                add_place(place.main ? nursery_school : primary_school, names_[s], place.at, pupils);
                const bool three =
                    plan_.provinces[division_.province_of[division_.amphoe_of[place.tambon]]].code ==
                    three_systems_province;
                if (place.main) add_place(three ? three_systems : secondary_school, names_[s], place.at, 900);
                continue;
            }
            const double likely = 0.256 + place.people / 3200.0 - 0.35 * height;
            if (place.main || random_.unit() < likely)
                add_place(place.main ? extended_school : primary_school, names_[s], place.at, pupils);
        }
        add_colleges();
        add_units();
    }

    /// Each capital has a college and a special centre.
    void add_colleges() {
        for (std::uint32_t a = 0; a < division_.town.size(); ++a) {
            if (!division_.is_capital(a)) continue;
            const Km town = lattice_.at(division_.town[a]);
            const Name province = plan_.provinces[division_.province_of[a]].name;
            add_place(college, province, town, 700);
            add_place(special_centre, province, town, 90);
        }
    }

    /// Learning centres in some towns, learning units in some tambon: where it is easy more often than where
    /// it is far, and never two beside each other.  Who is left out is what the demonstration shows.
    void add_units() {
        std::vector<Km> taken;
        const auto free_of_others = [&](Km at, double least_km) {
            return std::none_of(taken.begin(), taken.end(),
                                [&](Km other) { return far(other, at) < least_km; });
        };
        std::vector<std::pair<double, std::uint32_t>> towns;
        for (std::uint32_t a = 0; a < division_.town.size(); ++a) {
            const double luck = random_.unit();
            towns.emplace_back(division_.is_capital(a) ? 9 : luck - 2 * lattice_.height[division_.town[a]],
                               a);
        }
        std::sort(towns.rbegin(), towns.rend());
        std::size_t centres = 0;
        for (const auto& [luck, a] : towns) {
            const Km at = lattice_.at(division_.town[a]);
            if (centres == plan_.centres || !free_of_others(at, 14)) continue;
            taken.push_back(at);
            ++centres;
            add_place(learning_centre, {region_.areas[2][a].name_th, region_.areas[2][a].name_en}, at,
                      division_.is_capital(a) ? 240 : 120);
        }
        std::vector<std::pair<double, std::uint32_t>> villages;
        for (std::uint32_t s = 0; s < settlements_.size(); ++s) {
            const double luck = random_.unit();
            if (settlements_[s].main && !settlements_[s].in_town)
                villages.emplace_back(luck - 0.4 * remote_[settlements_[s].tambon], s);
        }
        std::sort(villages.rbegin(), villages.rend());
        std::size_t units = 0;
        for (const auto& [luck, s] : villages) {
            if (units == plan_.units || !free_of_others(settlements_[s].at, 11)) continue;
            taken.push_back(settlements_[s].at);
            ++units;
            add_place(learning_unit, names_[s], settlements_[s].at,
                      static_cast<std::int32_t>(20 + random_.below(30)));
        }
        add_mobile_units(taken);
    }

    /// The mobile unit of each province stands in the town around which most children are far from the
    /// others.
    void add_mobile_units(const std::vector<Km>& taken) {
        std::vector<double> children(division_.town.size(), 0);
        for (std::size_t t = 0; t < division_.centre.size(); ++t)
            children[division_.amphoe_of[t]] += expected_[t];
        std::vector<std::uint32_t> best(plan_.provinces.size(), none);
        for (std::uint32_t a = 0; a < division_.town.size(); ++a) {
            double gap = 1e3;
            for (const Km other : taken) gap = std::min(gap, far(other, lattice_.at(division_.town[a])));
            std::uint32_t& known = best[division_.province_of[a]];
            children[a] *= std::clamp((gap - 10) / 15, 0.01, 1.0);
            if (known == none || children[a] > children[known]) known = a;
        }
        for (const std::uint32_t a : best)
            add_place(mobile_unit, {region_.areas[2][a].name_th, region_.areas[2][a].name_en},
                      lattice_.at(division_.town[a]), 60);
    }

    static CountCell counted(Level level, std::size_t row, CellState state, double children) {
        CountCell cell;
        cell.level = level;
        cell.area = AreaId{row};
        cell.state = state;
        if (state == CellState::value) cell.children_milli = std::llround(children) * 1000;
        return cell;
    }

    /// What a tambon sent, and how much of what was expected there: few have no data; of those with the
    /// fewest children some hide their numbers and some truly have none.
    std::pair<CellState, double> fate_of(std::size_t t, double few) {
        const std::uint32_t luck = random_.below(100);
        if (luck < 3) return {CellState::missing, 0};
        if (expected_[t] <= few && luck < 27) return {CellState::suppressed, 0};
        if (expected_[t] <= few && luck < 51) return {CellState::value, 0};
        return {CellState::value, 1};
    }

    /// A tambon's row of the table: never enrolled, dropped out, at risk.
    struct Counted {
        std::size_t row = 0, tambon = 0;
        CellState state = CellState::value;
        std::array<double, 3> children{};
    };

    /// The amphoe that sent a single row: its children out of learning, whole.
    struct WholeAmphoe {
        std::size_t province = 0;
        double children = 0;
    };

    /// As many children as planned, in whole numbers, in the country and in the provinces that have a figure
    /// of their own (largest remainder, ties by row), those of the amphoe that sent one row included.
    void fit_children(std::vector<Counted>& rows, const WholeAmphoe& amphoe) const {
        const auto province_of = [&](const Counted& one) {
            return division_.province_of[division_.amphoe_of[one.tambon]];
        };
        double planned = 0;
        double sum = 0;
        std::vector<double> have(plan_.provinces.size(), 0);
        for (const Counted& one : rows)
            if (one.state == CellState::value) have[province_of(one)] += one.children[0] + one.children[1];
        std::vector<double> wanted;  // of the tambon; 0: a share of the country's rest
        for (std::size_t p = 0; p < have.size(); ++p) {
            const double own = plan_.provinces[p].children;
            const double sent = p == amphoe.province ? amphoe.children : 0;
            wanted.push_back(own > 0 ? own - sent : 0);
            planned += own > 0 ? own : sent;
            if (own == 0) sum += have[p];
        }
        const double usual = (plan_.children - planned) / sum;
        std::vector<std::vector<std::pair<double, std::pair<std::size_t, std::size_t>>>> rests(have.size());
        std::vector<double> whole(have.size(), 0);
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const std::uint32_t p = province_of(rows[r]);
            const double own = wanted[p];
            for (std::size_t c = 0; c < rows[r].children.size(); ++c) {
                double& children = rows[r].children[c];
                const double exact = children * (own > 0 ? own / have[p] : usual);
                children = std::floor(exact);
                if (c == 2 || rows[r].state != CellState::value) continue;
                whole[p] += children;
                if (exact > children) rests[p].push_back({children - exact, {r, c}});
            }
        }
        double due = 0;
        for (std::size_t p = 0; p < have.size(); ++p) {
            const double own = wanted[p];
            // The provinces without a figure of their own share the country's rest, carried from one to the
            // next.
            due += own > 0 ? 0 : have[p] * usual;
            const double target = own > 0 ? own : std::floor(due + 0.5);
            if (own == 0) due -= target;
            std::sort(rests[p].begin(), rests[p].end());
            for (std::size_t k = 0; k < rests[p].size() && whole[p] < target; ++k, whole[p] += 1)
                rows[rests[p][k].second.first].children[rests[p][k].second.second] += 1;
        }
    }

    void add_counts() {
        struct Column {
            ChildStatus status;
            const char* name;
            double rate;
        };
        static constexpr std::array<Column, 3> columns = {{{ChildStatus::never_enrolled, "ตกหล่น", 0.0042},
                                                           {ChildStatus::dropped_out, "ออกกลางคัน", 0.0076},
                                                           {ChildStatus::at_risk, "กลุ่มเสี่ยง", 0.016}}};
        const auto rows_by_code = [](const std::vector<AreaRow>& rows) {
            std::vector<std::size_t> order;
            for (std::size_t i = 0; i < rows.size(); ++i) order.push_back(i);
            std::sort(order.begin(), order.end(),
                      [&](std::size_t a, std::size_t b) { return rows[a].code < rows[b].code; });
            return order;
        };
        const auto tambon_order = rows_by_code(region_.areas[3]);
        const auto amphoe_order = rows_by_code(region_.areas[2]);
        // One amphoe sent a single row for the whole of it: its children have no place.
        std::uint32_t whole = random_.below(static_cast<std::uint32_t>(division_.town.size()));
        while (division_.is_capital(whole))
            whole = random_.below(static_cast<std::uint32_t>(division_.town.size()));
        for (const Column& column : columns) {
            CountSeries series;
            series.id = child_status_name(column.status);
            series.name = column.name;
            series.status = column.status;
            series.in_total = is_out_of_learning(column.status);
            region_.counts.push_back(std::move(series));
        }
        std::vector<double> ascending = expected_;
        std::sort(ascending.begin(), ascending.end());
        const double few = ascending[ascending.size() * 12 / 100];
        std::array<double, columns.size()> of_whole{};
        std::vector<Counted> counted_rows;
        for (std::size_t row = 0; row < tambon_order.size(); ++row) {
            const std::size_t t = tambon_order[row];
            const auto [state, share] = fate_of(t, few);
            Counted one{row, t, state, {}};
            for (std::size_t c = 0; c < columns.size(); ++c) {
                const double children = expected_[t] * columns[c].rate * (0.6 + 0.8 * random_.unit());
                if (division_.amphoe_of[t] == whole)
                    of_whole[c] += children;
                else
                    one.children[c] = share * children;
            }
            if (division_.amphoe_of[t] != whole) counted_rows.push_back(one);
        }
        if (plan_.children > 0) {
            for (double& children : of_whole) children = std::floor(children);
            fit_children(counted_rows, {division_.province_of[whole], of_whole[0] + of_whole[1]});
        }
        for (const Counted& one : counted_rows)
            for (std::size_t c = 0; c < columns.size(); ++c)
                region_.counts[c].cells.push_back(
                    counted(Level::tambon, one.row, one.state, one.children[c]));
        for (std::size_t row = 0; row < amphoe_order.size(); ++row)
            for (std::size_t c = 0; c < columns.size(); ++c)
                if (amphoe_order[row] == whole)
                    region_.counts[c].cells.insert(
                        region_.counts[c].cells.begin(),
                        counted(Level::amphoe, row, CellState::value, of_whole[c]));
    }

    const Plan& plan_;
    Region& region_;
    const Lattice& lattice_;
    const Division& division_;
    const std::vector<Settlement>& settlements_;
    Random random_;
    std::vector<Name> names_;
    std::vector<std::int64_t> people_;
    std::vector<double> remote_;
    std::vector<double> expected_;  ///< by tambon: people, more where it is remote
};

}  // namespace

void add_people(const Plan& plan, Region& region, const Lattice& lattice, const Division& division,
                const std::vector<Settlement>& settlements, std::uint64_t seed) {
    People(plan, region, lattice, division, settlements, seed).run();
}

}  // namespace geo::demo
