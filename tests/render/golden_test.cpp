#include "tests/support/golden.h"

#include "render/map_scene.h"
#include "render/page.h"
#include "tests/support/drawn_study.h"

#include <cstdlib>

namespace golden_test {

using namespace render;

namespace {

struct Fixed : test::DrawnStudy {
    Fixed() { setenv("SOURCE_DATE_EPOCH", "1700000000", 1); }
    ~Fixed() { unsetenv("SOURCE_DATE_EPOCH"); }
    Fixed(const Fixed&) = delete;
    Fixed& operator=(const Fixed&) = delete;
};

}  // namespace

TEST_CASE("the printed page looks as it was accepted", "[golden]") {
    const Fixed fixed;
    const auto page = [&](Paper paper, geo::Lang lang, const char* area) {
        PageOptions options;
        options.paper = paper;
        options.lang = lang;
        options.area_code = area;
        return fixed.page(options);
    };
    test::check_golden(page(Paper::a4, geo::Lang::th, ""), "page_th", 2.6);
    test::check_golden(page(Paper::a4, geo::Lang::en, "90"), "page_province_en", 2.6);
    test::check_golden(page(Paper::slide, geo::Lang::th, ""), "slide_th", 1.6);
}

TEST_CASE("the map of the screen looks as it was accepted, light and dark", "[golden]") {
    const Fixed fixed;
    for (const Theme theme : {Theme::light, Theme::dark}) {
        Scene scene;
        scene.width_mm = 210;
        scene.height_mm = 80;
        View view = view_of(fixed.base->box, 110, scene.height_mm, 0.05);
        view.width_mm = scene.width_mm;
        view.centre.x -= 45 * view.metres_per_mm;
        MapOptions options;
        options.theme = theme;
        options.selected = {geo::AreaId{2U}};
        const Choropleth colours = choropleth(fixed.study, fixed.results.get(), theme, geo::Lang::th);
        scene.maps.push_back(
            map_frame(fixed.study, fixed.results.get(), colours, fixed.base, nullptr, view, options));
        const Furniture card = legend(fixed.study, colours, options, {3, 2});
        scene.marks.insert(scene.marks.end(), card.marks.begin(), card.marks.end());
        test::check_golden(scene, theme == Theme::light ? "map_light" : "map_dark", 3.78);
    }
}

}  // namespace golden_test
