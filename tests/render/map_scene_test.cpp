#include "render/map_scene.h"

#include "geo/base/figures.h"
#include "geo/study/analysis.h"
#include "render/labels.h"
#include "render/map_words.h"
#include "render/type.h"
#include "tests/support/drawn_study.h"

#include <cmath>

namespace map_scene_test {

using namespace render;

namespace {

std::shared_ptr<const geo::Results> results_of(const geo::Study& study) {
    geo::Analysis analysis;
    auto run = analysis.run(study, {});
    REQUIRE(run);
    return *run;
}

}  // namespace

TEST_CASE("no data, hidden, zero and a number are four things on the map") {
    geo::Study study = test::study_of_two();
    study.map.indicator = geo::Indicator::children;
    const Choropleth c = choropleth(study, nullptr, Theme::light, geo::Lang::th);
    CHECK(c.areas_suppressed == 1);
    CHECK(c.areas_no_data == 1);
    CHECK(c.areas_zero == 1);
    std::size_t in_classes = 0;
    for (const std::size_t n : c.class_areas) in_classes += n;
    CHECK(in_classes == 5);
    CHECK(c.fills[5].hatch == Hatch::suppressed);
    CHECK(c.fills[6].hatch == Hatch::no_data);
    CHECK(c.fills[7].hatch == Hatch::zero);
    for (const Rgba& colour : c.colours) CHECK_FALSE(colour == c.fills[7].colour);
    // Most children, the colour of the greatest need.
    CHECK(c.fills[0].colour == c.colours.back());
}

TEST_CASE("the way to the nearest place is in the unit of the limit") {
    geo::Study study = test::study_of_two();
    study.map.indicator = geo::Indicator::nearest_place;
    study.scenario().travel.within = {{geo::Metric::time, 30 * 60 * 1000}};
    const auto timed = results_of(study);
    const Choropleth minutes = choropleth(study, timed.get(), Theme::light, geo::Lang::en);
    CHECK(indicator_words(study, geo::Lang::en) == "Way to the nearest place (min)");
    study.scenario().travel.within = {{geo::Metric::length, 6000000}};
    const auto results = results_of(study);
    const Choropleth km = choropleth(study, results.get(), Theme::light, geo::Lang::en);
    CHECK(indicator_words(study, geo::Lang::en) == "Way to the nearest place (km)");
    const auto& rows = results->coverage[0].at(study.map.level);
    std::size_t with_value = 0;
    for (std::size_t a = 0; a < rows.size(); ++a) {
        if (km.column.state[a] != geo::CellState::value || km.column.no_children[a]) continue;
        ++with_value;
        REQUIRE(rows[a].median_cost.has_value());
        // Kilometres, rounded up to a tenth: never less than the way is.
        CHECK(km.column.value[a] * 1e6 >= *rows[a].median_cost);
        CHECK(km.column.value[a] * 1e6 < *rows[a].median_cost + 101000);
        CHECK(minutes.column.value[a] == static_cast<double>(geo::ceil_minutes(*rows[a].median_ms)));
    }
    CHECK(with_value == 5);
    CHECK(km.column.value[4] > km.column.value[0]);
    CHECK(km.column.no_children[7]);
    CHECK(km.column.state[5] == geo::CellState::suppressed);
    CHECK(km.column.state[6] == geo::CellState::missing);
    // Farther is the greater need.
    CHECK(km.fills[4].colour == km.colours.back());
}

TEST_CASE("shares have the classes of policy, the legend goes from the least need to the greatest") {
    const geo::Study study = test::study_of_two();
    const auto results = results_of(study);
    const Choropleth c = choropleth(study, results.get(), Theme::light, geo::Lang::th);
    REQUIRE(c.class_words ==
            std::vector<std::string>{"ต่ำกว่า 30", "30 – 49", "50 – 69", "70 – 89", "90 ขึ้นไป"});
    REQUIRE(c.legend_order == std::vector<std::size_t>{4, 3, 2, 1, 0});
    // The western tambon lies beside its unit, the easternmost with children lies far from it.
    CHECK(c.column.value[0] == 100);
    CHECK(c.column.value[4] == 0);
    CHECK(c.fills[0].colour == c.colours[4]);
    CHECK(c.fills[4].colour == c.colours[0]);
    // Children behind each class add up to all that are not reached.
    std::int64_t behind = 0;
    for (const std::int64_t children : c.class_behind) behind += children;
    CHECK(behind == geo::whole(results->coverage[0].at(geo::Level::country)[0]).not_reached());
}

TEST_CASE("a coarser level is rolled up: its state is that of what is known below it") {
    geo::Study study = test::study_of_two();
    study.map.level = geo::Level::amphoe;
    study.map.indicator = geo::Indicator::children;
    const Choropleth c = choropleth(study, nullptr, Theme::light, geo::Lang::en);
    REQUIRE(c.column.value.size() == 4);
    CHECK(c.column.value[0] == 1800);
    CHECK(c.column.value[1] == 1000);
    CHECK(c.column.value[2] == 300);  // and one tambon hidden
    CHECK(c.column.no_children[3]);   // a true zero beside no data
}

TEST_CASE("a tambon of which one column is 0 and another hidden is no tambon without children") {
    geo::Study study = test::study_of_two();
    geo::Dataset data = *study.data;
    std::vector<geo::CountSeries> counts = *data.counts;
    counts.push_back(counts[0]);
    counts[1].id = "more";
    // Of the last tambon, which holds 0, the second column is hidden; the others hold 0 more.
    for (geo::CountCell& cell : counts[1].cells) {
        cell.state = cell.area.row() == 7 ? geo::CellState::suppressed : geo::CellState::value;
        cell.children_milli = 0;
    }
    data.counts = std::make_shared<const std::vector<geo::CountSeries>>(counts);
    study.map.level = geo::Level::tambon;
    study.map.indicator = geo::Indicator::children;
    CHECK(choropleth(study, nullptr, Theme::light, geo::Lang::en).column.no_children[7]);
    study.data = std::make_shared<const geo::Dataset>(data);
    const Choropleth c = choropleth(study, nullptr, Theme::light, geo::Lang::en);
    CHECK_FALSE(c.column.no_children[7]);
    CHECK(c.column.state[7] == geo::CellState::value);
    CHECK(c.column.value[7] == 0);
}

TEST_CASE("counting a province's areas leaves classes and colours alone") {
    const geo::Study study = test::study_of_two();
    const auto results = results_of(study);
    Choropleth c = choropleth(study, results.get(), Theme::light, geo::Lang::th);
    const auto classes = c.classes.breaks;
    const auto fills = c.fills;
    count_areas(c, study, {Focus{geo::Level::province, geo::AreaId{1U}}});
    CHECK(c.classes.breaks == classes);
    CHECK((c.fills == fills));
    CHECK(c.areas_suppressed == 1);
    CHECK(c.areas_no_data == 1);
    std::size_t in_classes = 0;
    for (const std::size_t n : c.class_areas) in_classes += n;
    CHECK(in_classes == 1);
    // Of all provinces together it is what it was.
    const Choropleth all = choropleth(study, results.get(), Theme::light, geo::Lang::th);
    count_areas(c, study,
                {Focus{geo::Level::province, geo::AreaId{0U}}, Focus{geo::Level::province, geo::AreaId{1U}}});
    CHECK(c.class_behind == all.class_behind);
    CHECK(c.class_areas == all.class_areas);
    CHECK(c.areas_no_data == all.areas_no_data);
}

TEST_CASE("the title of a map names its limit and says when it is an estimate") {
    geo::Study study = test::study_of_two();
    const auto results = results_of(study);
    CHECK(map_title(study, results.get(), geo::Lang::en) ==
          "Children who reach learning within 40 km, by tambon (estimate)");
    study.map.indicator = geo::Indicator::children;
    CHECK(map_title(study, results.get(), geo::Lang::en) == "Children out of learning, by tambon");
}

TEST_CASE("labels do not overlap, stay in the frame and leave taken ground free") {
    std::vector<LabelWish> wishes;
    for (int row = 0; row < 20; ++row)
        for (int column = 0; column < 20; ++column) {
            LabelWish wish;
            wish.mark.text = "ตำบลทดสอบ" + std::to_string(row * 20 + column);
            wish.mark.at = {column * 5.0, row * 5.0};
            wish.mark.size_mm = 3;
            wish.mark.anchor = Anchor::centre;
            wishes.push_back(wish);
        }
    geo::Box card;
    card.add(0, 60);
    card.add(40, 100);
    const auto labels = placed_labels(wishes, {card}, 100, 100, 1000);
    REQUIRE(labels.size() > 10);
    struct Span {
        double left, right, top, bottom;
    };
    std::vector<Span> spans;
    for (const TextMark& label : labels) {
        const TextBox box = measure_text(label);
        spans.push_back({label.at.x - box.width_mm / 2, label.at.x + box.width_mm / 2,
                         label.at.y - 0.6 * label.size_mm, label.at.y});
        const Span& s = spans.back();
        CHECK(s.left >= 0);
        CHECK(s.right <= 100);
        CHECK_FALSE((s.left < 40 && s.bottom > 60));
    }
    for (std::size_t i = 0; i < spans.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            CHECK_FALSE((spans[i].left < spans[j].right && spans[j].left < spans[i].right &&
                         spans[i].top < spans[j].bottom && spans[j].top < spans[i].bottom));
    // The first of higher priority wins, whatever comes after it.
    const auto alone = placed_labels({wishes[0], wishes[21]}, {}, 100, 100, 1000);
    const auto limited = placed_labels(wishes, {card}, 100, 100, 5);
    REQUIRE(limited.size() == 5);
    for (std::size_t i = 0; i < limited.size(); ++i) CHECK((limited[i] == labels[i]));
}

TEST_CASE("more detail as the map comes nearer: borders, labels, roads") {
    const geo::Study study = test::study_of_two();
    const auto results = results_of(study);
    auto base = build_basemap(study.data->areas, {});
    REQUIRE(base);
    const Choropleth c = choropleth(study, results.get(), Theme::light, geo::Lang::th);
    const auto frame_at = [&](double metres_per_mm) {
        View view;
        view.centre = (*base)->area_inner[3][1];
        view.metres_per_mm = metres_per_mm;
        view.width_mm = 300;
        view.height_mm = 200;
        return map_frame(study, results.get(), c, *base, nullptr, view, {});
    };
    const auto says = [](const MapFrame& frame, const std::string& words) {
        for (const TextMark& label : frame.labels)
            if (label.text == words) return true;
        return false;
    };
    const MapFrame country = frame_at(6000);
    const MapFrame near = frame_at(250);
    CHECK(country.borders[3].width_mm < near.borders[3].width_mm);
    CHECK(says(frame_at(2000), "ตะวันตก"));
    CHECK_FALSE(says(country, "ตำบล900102"));
    CHECK(says(near, "ตำบล900102"));
    CHECK(says(near, "อ.อำเภอ9001"));
}

TEST_CASE("a chosen area has its name once, also where that stands aside") {
    geo::Study study = test::study_of_two();
    const auto results = results_of(study);
    auto base = build_basemap(study.data->areas, {});
    REQUIRE(base);
    study.map.level = geo::Level::tambon;
    const Choropleth c = choropleth(study, results.get(), Theme::light, geo::Lang::th);
    std::size_t aside = 0;
    for (const double metres_per_mm : {1200.0, 600.0, 300.0, 150.0})
        for (std::uint32_t area = 0; area < study.data->areas->at(geo::Level::tambon).size(); ++area) {
            View view;
            view.centre = (*base)->area_inner[3][area];
            view.metres_per_mm = metres_per_mm;
            view.width_mm = 300;
            view.height_mm = 200;
            MapOptions options;
            options.selected = {geo::AreaId{area}};
            geo::Box card;  // lies over the middle of the area
            card.add(149, 99);
            card.add(151, 101);
            options.covered = {card};
            const MapFrame frame = map_frame(study, results.get(), c, *base, nullptr, view, options);
            const std::string name =
                area_name(study.data->areas->at(geo::Level::tambon), geo::AreaId{area}, options.lang);
            std::size_t times = 0;
            for (const TextMark& label : frame.labels) times += label.text == name ? 1 : 0;
            INFO(name << " at " << metres_per_mm);
            CHECK(times <= 1);
            aside += times;
        }
    CHECK(aside > 0);
}

TEST_CASE("only what the programmes call a learning unit is drawn as one") {
    test::DrawnStudy drawn;
    geo::Dataset data = *drawn.study.data;
    std::vector<geo::Place> places = *data.places;
    places.push_back(places[0]);
    places[1].id = "vocational";
    places[1].kind = geo::PlaceKind::vocational_college;
    places[1].at = {100.5, 13.1};
    data.places = std::make_shared<const std::vector<geo::Place>>(places);
    drawn.study.data = std::make_shared<const geo::Dataset>(std::move(data));
    const Choropleth c = choropleth(drawn.study, drawn.results.get(), Theme::light, geo::Lang::th);
    View view;
    view.centre = drawn.base->area_inner[3][1];
    view.metres_per_mm = 250;
    view.width_mm = 500;
    view.height_mm = 200;
    const auto of_shape = [&](SymbolShape shape) {
        const MapFrame frame = map_frame(drawn.study, drawn.results.get(), c, drawn.base, nullptr, view, {});
        std::size_t n = 0;
        for (const SymbolMark& symbol : frame.symbols) n += symbol.shape == shape ? 1 : 0;
        return n;
    };
    drawn.study.map.show_units = true;
    drawn.study.map.show_schools = false;
    CHECK(of_shape(SymbolShape::unit) == 1);
    CHECK(of_shape(SymbolShape::school) == 0);
    drawn.study.map.show_units = false;
    drawn.study.map.show_schools = true;
    CHECK(of_shape(SymbolShape::unit) == 0);
    CHECK(of_shape(SymbolShape::school) == 1);
}

TEST_CASE("Bangkok has khet and khwaeng, a name that English does not have keeps its Thai prefix") {
    const geo::Study study = test::study_of_two();
    geo::Areas areas = *study.data->areas;
    const geo::AreaId first{0U};
    areas.at(geo::Level::province).code[0] = "10";
    areas.at(geo::Level::amphoe).code[0] = "1001";
    areas.at(geo::Level::tambon).code[0] = "100101";
    areas.at(geo::Level::province).name_th[0] = "กรุงเทพมหานคร";
    areas.at(geo::Level::amphoe).name_th[0] = "พระนคร";
    areas.at(geo::Level::tambon).name_th[0] = "วัดราชบพิธ";
    CHECK(prefixed_name(areas, geo::Level::province, first, geo::Lang::th) == "กรุงเทพมหานคร");
    CHECK(prefixed_name(areas, geo::Level::amphoe, first, geo::Lang::th) == "เขตพระนคร");
    CHECK(prefixed_name(areas, geo::Level::tambon, first, geo::Lang::th) == "แขวงวัดราชบพิธ");
    CHECK(prefixed_name(areas, geo::Level::tambon, geo::AreaId{7U}, geo::Lang::th) == "ต.ตำบล910202");
    areas.at(geo::Level::amphoe).name_en[0].clear();
    CHECK(prefixed_name(areas, geo::Level::amphoe, first, geo::Lang::en) == "เขตพระนคร");
}

TEST_CASE("many units come nearer in, a few are drawn at every scale, the legend follows") {
    test::DrawnStudy drawn;
    View view;
    view.centre = drawn.base->area_inner[3][1];
    view.width_mm = 300;
    view.height_mm = 200;
    const auto with_units = [&](std::size_t count) {
        geo::Dataset data = *drawn.study.data;
        data.places = std::make_shared<const std::vector<geo::Place>>(count, data.places->front());
        geo::Study study = drawn.study;
        study.data = std::make_shared<const geo::Dataset>(std::move(data));
        return study;
    };
    const auto drawn_at = [&](const geo::Study& study, double metres_per_mm) {
        view.metres_per_mm = metres_per_mm;
        const Choropleth c = choropleth(study, drawn.results.get(), Theme::light, geo::Lang::th);
        MapOptions options;
        options.units_drawn = units_drawn(study, view, options);
        const MapFrame frame = map_frame(study, drawn.results.get(), c, drawn.base, nullptr, view, options);
        std::size_t units = 0;
        for (const SymbolMark& symbol : frame.symbols) units += symbol.shape == SymbolShape::unit ? 1 : 0;
        const Furniture card = legend(study, c, options, {0, 0});
        bool row = false;
        for (const Mark& mark : card.marks)
            if (const auto* text = std::get_if<TextMark>(&mark))
                row = row || text->text == geo::word(options.lang, "map.legend.units");
        CHECK(row == (units > 0));
        return units;
    };
    CHECK(drawn_at(with_units(units_on_a_country), 6000) == units_on_a_country);
    CHECK(drawn_at(with_units(units_on_a_country + 1), 6000) == 0);
    CHECK(drawn_at(with_units(units_on_a_country + 1), 1000) == units_on_a_country + 1);
}

}  // namespace map_scene_test
