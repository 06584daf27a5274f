// Find, help, refer in the window: the chain of an area and of a spot, with the missing step said.
#include "geo/study/referral.h"

#include "app/app.h"
#include "app/widgets.h"
#include "geo/base/figures.h"
#include "geo/study/explained_trip.h"
#include "tests/app/demo_session.h"

namespace referral_test {

using namespace app;

namespace {

struct Session : test::DemoSession {
    using test::DemoSession::DemoSession;
    void open() {
        Outbox out;
        out.refer_open = true;
        app.apply(out);
        rest();
    }
    /// Longer than the results have to stand.
    void rest() { frames(40); }
    const geo::Referral& chains() {
        REQUIRE(app.last_frame().chains != nullptr);
        return *app.last_frame().chains;
    }
    /// The first tambon whose chain is whole, or ends before a step.
    const geo::AreaReferral& area(bool whole) {
        for (const geo::AreaReferral& one : chains().areas)
            if ((one.missing == geo::no_step) == whole && one.legs.size() > 1) return one;
        FAIL("no such area");
        return chains().areas.front();
    }
    void close_all(geo::PlaceKind kind) {
        Outbox out;
        out.edit("edit.place_close", [kind](geo::Study& s) {
            for (const geo::Place& place : *s.data->places)
                if (place.kind == kind) geo::set_open(s.scenario(), place, false);
        });
        app.apply(out);
        rest();
    }
};

std::string minutes_of(const geo::Trip& trip) {
    return geo::grouped(geo::ceil_minutes(trip.time_ms));
}

}  // namespace

TEST_CASE("nothing is looked for until the section is opened", "[app][refer]") {
    Session s;
    s.select(0);
    s.rest();
    CHECK(s.says("Find, help, refer"));
    CHECK(s.app.last_frame().chains == nullptr);
    s.open();
    CHECK(s.chains().areas.size() > 10);
}

TEST_CASE("the inspector tells an area's chain step by step, and the map shows the same way",
          "[app][refer]") {
    Session s;
    s.open();
    const geo::AreaReferral one = s.area(true);
    s.select(one.area.row());
    s.rest();
    const geo::Referral& all = s.chains();
    for (const geo::Trip& leg : one.legs) {
        INFO(all.to.name(leg.source, geo::Lang::en));
        CHECK(s.says(all.to.name(leg.source, geo::Lang::en).substr(0, 12)));
        CHECK(s.says(minutes_of(leg)));
    }
    Outbox out;
    out.explain = std::optional{one.from};
    s.app.apply(out);
    s.rest();
    const geo::ReferralWay* way = s.app.last_frame().refer_way;
    REQUIRE(way != nullptr);
    REQUIRE(way->legs.size() == one.legs.size());
    for (std::size_t i = 0; i < one.legs.size(); ++i) CHECK(way->legs[i].route.trip == one.legs[i]);
    // Every stop is in sight, also where the trip alone would be a small part of the way.
    for (const geo::ReferralLeg& leg : way->legs) {
        const geo::Plane plane(s.app.last_frame().base->plane_centre);
        CHECK(s.app.map().view().box_metres().contains(plane.metres_from_lonlat(leg.to).x,
                                                       plane.metres_from_lonlat(leg.to).y));
    }
    // Another spot's way is not shown for this one's.
    out = {};
    out.explain = std::optional{s.app.study().data->villages->back().at};
    s.app.apply(out);
    s.rest();
    REQUIRE(s.app.last_frame().refer_way != nullptr);
    CHECK(s.app.last_frame().refer_way->from == s.app.study().data->villages->back().at);
    // Folded, the map is the trip's alone.
    out = {};
    out.refer_open = false;
    s.app.apply(out);
    s.frames(2);
    CHECK(s.app.last_frame().refer_way == nullptr);
    CHECK(s.app.last_frame().trip != nullptr);
}

TEST_CASE("a step without an open place is said plainly, and the chain follows the plan", "[app][refer]") {
    Session s;
    s.open();
    const geo::AreaReferral one = s.area(true);
    s.select(one.area.row());
    s.rest();
    REQUIRE(one.legs.size() == 3);
    CHECK_FALSE(s.says("The data have no open"));
    s.close_all(geo::PlaceKind::special_centre);
    CHECK(s.chains().places.back() == 0);
    CHECK(s.says("The data have no open"));
    s.act(Action::undo);
    s.rest();
    CHECK_FALSE(s.says("The data have no open"));
    // Where nothing is chosen, how many children each step finds a place for.
    Outbox out;
    out.select = Selection{};
    s.app.apply(out);
    s.rest();
    CHECK(s.says("Children led to each step, of " + geo::whole_children(s.chains().children_milli)));
    CHECK(s.says(geo::whole_children(s.chains().led_milli.front())));
}

}  // namespace referral_test
