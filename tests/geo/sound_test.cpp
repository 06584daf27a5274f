// What a process apart answers is believed only as far as it can break nothing.
#include "geo/data/sound.h"

#include "tests/support/random_study.h"
#include "tests/support/test.h"

#include <functional>
#include <limits>

namespace sound_test {

using namespace geo;

namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

template <class T>
std::shared_ptr<const T> changed(const std::shared_ptr<const T>& part,
                                 const std::function<void(T&)>& change) {
    T copy = *part;
    change(copy);
    return std::make_shared<const T>(std::move(copy));
}

Dataset some_data() {
    for (unsigned seed = 1;; ++seed) {
        const Study study = test::RandomStudy(seed).study();
        const Dataset& data = *study.data;
        const auto& tambon = data.areas->at(Level::tambon);
        if (tambon.size() > 1 && !tambon.shape.front().empty() && !data.places->empty() &&
            !data.villages->empty() && !data.counts->empty() && !data.counts->front().cells.empty() &&
            !data.roads->ways.empty())
            return data;
    }
}

}  // namespace

TEST_CASE("a dataset with one number out of its bounds is not sound", "[sound]") {
    const Dataset good = some_data();
    REQUIRE(is_sound(Dataset{}));
    REQUIRE(is_sound(good));
    const auto areas = [&](const std::function<void(Areas&)>& change) {
        Dataset bad = good;
        bad.areas = changed<Areas>(good.areas, change);
        return is_sound(bad);
    };
    const std::size_t amphoe = good.areas->at(Level::amphoe).size();
    CHECK_FALSE(areas([](Areas& a) { a.at(Level::tambon).name_en.pop_back(); }));
    CHECK_FALSE(areas([](Areas& a) { std::swap(a.at(Level::tambon).code[0], a.at(Level::tambon).code[1]); }));
    CHECK_FALSE(areas([](Areas& a) { a.at(Level::tambon).code[1] = a.at(Level::tambon).code[0]; }));
    CHECK_FALSE(areas([&](Areas& a) { a.at(Level::tambon).parent[0] = AreaId{std::size_t{amphoe}}; }));
    CHECK_FALSE(areas([](Areas& a) { a.at(Level::tambon).parent[0] = {}; }));
    CHECK_FALSE(areas([](Areas& a) { a.at(Level::country).parent[0] = AreaId{std::size_t{0}}; }));
    CHECK_FALSE(areas([](Areas& a) { a.at(Level::tambon).inner[0].lat = no_number; }));
    CHECK_FALSE(areas([](Areas& a) { a.at(Level::tambon).shape[0][0].outer[0].lon = no_number; }));
    CHECK_FALSE(areas([](Areas& a) { a.at(Level::country) = {}; }));

    const auto places = [&](const std::function<void(Place&)>& change) {
        Dataset bad = good;
        bad.places = changed<std::vector<Place>>(good.places, [&](auto& rows) { change(rows.front()); });
        return is_sound(bad);
    };
    const std::size_t tambon = good.areas->at(Level::tambon).size();
    CHECK_FALSE(places([](Place& p) { p.kind = static_cast<PlaceKind>(200); }));
    CHECK_FALSE(places([&](Place& p) { p.area = AreaId{std::size_t{tambon}}; }));
    CHECK_FALSE(places([](Place& p) { p.at.lon = no_number; }));
    CHECK(places([](Place& p) { p.area = {}; }));

    const auto villages = [&](const std::function<void(Village&)>& change) {
        Dataset bad = good;
        bad.villages =
            changed<std::vector<Village>>(good.villages, [&](auto& rows) { change(rows.front()); });
        return is_sound(bad);
    };
    CHECK_FALSE(villages([&](Village& v) { v.area = AreaId{std::size_t{tambon}}; }));
    CHECK_FALSE(villages([](Village& v) { v.at.lat = -std::numeric_limits<double>::infinity(); }));

    const auto cells = [&](const std::function<void(CountSeries&)>& change) {
        Dataset bad = good;
        bad.counts =
            changed<std::vector<CountSeries>>(good.counts, [&](auto& rows) { change(rows.front()); });
        return is_sound(bad);
    };
    CHECK_FALSE(cells([](CountSeries& s) { s.status = static_cast<ChildStatus>(77); }));
    CHECK_FALSE(cells([](CountSeries& s) { s.cells[0].level = static_cast<Level>(4); }));
    CHECK_FALSE(cells([](CountSeries& s) { s.cells[0].state = static_cast<CellState>(3); }));
    CHECK_FALSE(cells([](CountSeries& s) { s.cells[0].area = AreaId{std::size_t{1000000}}; }));

    const auto roads = [&](const std::function<void(Roads&)>& change) {
        Dataset bad = good;
        bad.roads = changed<Roads>(good.roads, change);
        return is_sound(bad);
    };
    CHECK_FALSE(roads([](Roads& r) { r.nodes[0].lon = no_number; }));
    CHECK_FALSE(roads([](Roads& r) { r.way_nodes[0] = static_cast<std::uint32_t>(r.nodes.size()); }));
    CHECK_FALSE(roads([](Roads& r) { r.ways[0].first = static_cast<std::uint32_t>(r.way_nodes.size()); }));
    CHECK_FALSE(roads([](Roads& r) { r.ways[0].first = 0xffffffffU; }));
    CHECK_FALSE(roads([](Roads& r) { r.ways[0].count = 1; }));
    CHECK_FALSE(roads([](Roads& r) { r.ways[0].road_class = static_cast<RoadClass>(17); }));
    CHECK_FALSE(roads([](Roads& r) { r.ways[0].surface = static_cast<Surface>(3); }));
    CHECK_FALSE(roads([](Roads& r) { r.ways[0].one_way = static_cast<OneWay>(3); }));
}

TEST_CASE("a report or a reading with a value that has no name is not sound", "[sound]") {
    ImportReport report;
    report.reading.columns.resize(1);
    report.problems.push_back({});
    REQUIRE(is_sound(report));
    const auto with = [&](const std::function<void(ImportReport&)>& change) {
        ImportReport bad = report;
        change(bad);
        return is_sound(bad);
    };
    CHECK_FALSE(with([](ImportReport& r) { r.rows_in = 1; }));
    CHECK_FALSE(with([](ImportReport& r) { r.outcome = static_cast<Outcome>(3); }));
    CHECK_FALSE(with([](ImportReport& r) { r.reading.year_kind = static_cast<YearKind>(9); }));
    CHECK_FALSE(with([](ImportReport& r) { r.reading.unit = static_cast<CountUnit>(9); }));
    CHECK_FALSE(with([](ImportReport& r) { r.reading.columns[0].role = static_cast<ColumnRole>(99); }));
    CHECK_FALSE(
        with([](ImportReport& r) { r.reading.columns[0].meaning.status = static_cast<ChildStatus>(9); }));
    CHECK_FALSE(with([](ImportReport& r) {
        ImportNote odd;
        odd.at = LonLat{no_number, 13};
        r.problems = {odd};
    }));
    CHECK_FALSE(is_sound(static_cast<FileKind>(200)));

    AskedPoints points;
    points.points.resize(1);
    REQUIRE(is_sound(points));
    points.points[0].at = LonLat{100, no_number};
    CHECK_FALSE(is_sound(points));
}

TEST_CASE("the beginning of a table has rows of one width", "[sound]") {
    Sighting seen;
    seen.rows.resize(2);
    for (SightedRow& row : seen.rows) row.cells = {"a", "b"};
    seen.columns = {{1, "b"}};
    REQUIRE(is_sound(seen));
    Sighting bad = seen;
    bad.rows[1].cells.pop_back();
    CHECK_FALSE(is_sound(bad));
    bad = seen;
    bad.columns[0].column = 2;
    CHECK_FALSE(is_sound(bad));
    bad = seen;
    bad.rows[0].kind = static_cast<RowKind>(50);
    CHECK_FALSE(is_sound(bad));
}

}  // namespace sound_test
