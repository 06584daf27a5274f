// Water between homes and roads, as the window tells it.
#include "geo/base/figures.h"
#include "tests/app/demo_session.h"
#include "tests/support/moat.h"

namespace cut_off_test {

TEST_CASE("children behind water are told in step 4 and by a trip from there", "[app][ground]") {
    for (const geo::Lang lang : {geo::Lang::en, geo::Lang::th}) {
        test::DemoSession s(lang);
        const auto before = s.app.results();
        std::size_t home = 0;
        const auto road_mm = [&](std::size_t point) {
            const geo::Snap& snap = (*before->point_snaps)[point];
            return snap.on_network() && before->demand->children_milli[point] >= 1000 ? snap.walk_mm : 0;
        };
        for (std::size_t i = 0; i < before->demand->at.size(); ++i)
            if (road_mm(i) > road_mm(home)) home = i;
        const geo::LonLat at = before->demand->at[home];
        CHECK(s.app.last_frame().cut_off_milli == 0);

        app::Outbox out;
        out.edit("edit.import", [&](geo::Study& study) {
            auto data = std::make_shared<geo::Dataset>(*study.data);
            data->grids = std::make_shared<const std::vector<geo::Grid>>(
                std::vector{test::moat_around(at, road_mm(home) / 1000.0)});
            study.data = data;
        });
        s.app.apply(out);
        s.frames();
        const std::int64_t cut_off = s.app.last_frame().cut_off_milli;
        CHECK(cut_off >= before->demand->children_milli[home]);
        CHECK(cut_off == geo::cut_off_milli(*s.app.results()));
        CHECK(s.says(lang == geo::Lang::en ? geo::whole_children(cut_off) + " children ("
                                           : "เด็ก " + geo::whole_children(cut_off) + " คน ("));

        out = {};
        out.explain = at;
        s.app.apply(out);
        s.frames();
        REQUIRE(s.app.last_frame().trip != nullptr);
        CHECK(s.app.last_frame().trip->route.cut_off);
        CHECK(s.says(lang == geo::Lang::en ? "There is a road near, but no way" : "มีถนนใกล้ แต่ไม่มี"));
    }
}

TEST_CASE("a river that is loaded is told in step 4, by a trip and among the layers", "[app][barriers]") {
    for (const geo::Lang lang : {geo::Lang::en, geo::Lang::th}) {
        test::DemoSession s(lang);
        const auto before = s.app.results();
        CHECK_FALSE(s.says(geo::word(lang, "layer.barriers")));
        CHECK_FALSE(s.app.last_frame().barriers);
        std::size_t home = 0;
        const auto road_mm = [&](std::size_t point) {
            const geo::Snap& snap = (*before->point_snaps)[point];
            return snap.on_network() && before->demand->children_milli[point] >= 1000 ? snap.walk_mm : 0;
        };
        for (std::size_t i = 0; i < before->demand->at.size(); ++i)
            if (road_mm(i) > road_mm(home)) home = i;
        const geo::LonLat at = before->demand->at[home];
        const double reach = road_mm(home) / 1000.0 * 0.4 / 111000;
        geo::Barrier ring;
        ring.lines.push_back({{at.lon - reach, at.lat - reach},
                              {at.lon + reach, at.lat - reach},
                              {at.lon + reach, at.lat + reach},
                              {at.lon - reach, at.lat + reach},
                              {at.lon - reach, at.lat - reach}});

        app::Outbox out;
        out.edit("edit.import", [&](geo::Study& study) {
            auto data = std::make_shared<geo::Dataset>(*study.data);
            data->barriers = std::make_shared<const std::vector<geo::BarrierLayer>>(
                1, geo::BarrierLayer{"ring.geojson", {ring}});
            study.data = data;
        });
        s.app.apply(out);
        s.frames();
        REQUIRE(s.app.last_frame().barriers);
        const geo::BarrierTold told = *s.app.last_frame().barriers;
        CHECK(told.cut_off_weight >= before->demand->children_milli[home]);
        CHECK(s.says(lang == geo::Lang::en ? "Children whose walk" : "เด็กที่ต้องเปลี่ยน"));
        CHECK(s.says(geo::word(lang, "layer.barriers")));

        out = {};
        out.explain = at;
        s.app.apply(out);
        s.frames();
        REQUIRE(s.app.last_frame().trip != nullptr);
        CHECK(s.says(lang == geo::Lang::en ? "without crossing water" : "โดยไม่ข้ามน้ำ"));
    }
}

}  // namespace cut_off_test
