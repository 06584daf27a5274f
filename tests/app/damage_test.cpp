#include "app/damage.h"

#include "app/widgets.h"
#include "tests/app/driver.h"

#include <imgui.h>

namespace Catch {
template <>
struct StringMaker<app::PixelRect> {
    static std::string convert(const app::PixelRect& r) {
        return std::to_string(r.x0) + "," + std::to_string(r.y0) + " - " + std::to_string(r.x1) + "," +
               std::to_string(r.y1);
    }
};
}  // namespace Catch

namespace damage_test {

using namespace app;

namespace {

/// Two parts of the window beside one another: words on the left, a picture and a button on the right.
struct Scene {
    std::string left = "ซ้าย";
    std::string right = "ขวา";
    bool menu = false;

    void draw(const Frame& frame) const {
        ui::begin_frame(frame);
        const ui::RegionLook look{tokens(frame.theme).surface, 0, 0, false, false};
        {
            const ui::Region region("###left", 0, 0, 300, 400, look);
            ui::text(left);
        }
        {
            const ui::Region region("###right", 300, 0, 500, 400, look);
            ui::text(right);
            ImGui::GetWindowDrawList()->AddImage((ImTextureID)77, {320, 100}, {420, 200});  // NOLINT
        }
        if (menu) {
            const ui::Region region("###menu", 100, 50, 60, 40, look);
            ui::text("ก");
        }
    }
};

std::vector<PixelRect> rects(test::Driver& driver, Damage& damage, const Scene& scene,
                             std::uint64_t pictures) {
    const Frame frame = test::Demo::made().frame();
    driver.frame([&] { scene.draw(frame); });
    return damage.since_last(*ImGui::GetDrawData(), 800, 400, pictures);
}

}  // namespace

TEST_CASE("only what changed is painted", "[damage]") {
    test::Driver driver(800, 400);
    Damage damage;
    Scene scene;
    const PixelRect all{0, 0, 800, 400}, left{0, 0, 300, 400}, right{300, 0, 800, 400};
    rects(driver, damage, scene, 1);
    rects(driver, damage, scene, 1);
    damage.forget();
    REQUIRE(rects(driver, damage, scene, 1) == std::vector<PixelRect>{all});
    REQUIRE(rects(driver, damage, scene, 1).empty());
    scene.left = "ซ้ายมือ";
    REQUIRE(rects(driver, damage, scene, 1) == std::vector<PixelRect>{left});
    REQUIRE(rects(driver, damage, scene, 1).empty());
    // The picture changed behind its texture: its part alone.
    REQUIRE(rects(driver, damage, scene, 2) == std::vector<PixelRect>{right});
    scene.left = "ก";
    scene.right = "ข";
    REQUIRE(rects(driver, damage, scene, 2) == std::vector<PixelRect>{right, left});
    // What appears and what goes away are painted where they stand or stood.
    scene.menu = true;
    rects(driver, damage, scene, 2);
    const auto covers = [](const std::vector<PixelRect>& some) {
        for (const PixelRect& one : some)
            if (one.x0 <= 100 && one.y0 <= 50 && one.x1 >= 160 && one.y1 >= 90) return true;
        return false;
    };
    REQUIRE(rects(driver, damage, scene, 2).empty());
    scene.menu = false;
    REQUIRE(covers(rects(driver, damage, scene, 2)));
    scene.menu = true;
    REQUIRE(covers(rects(driver, damage, scene, 2)));
}

TEST_CASE("commands are cut to a rectangle and come back whole", "[damage]") {
    test::Driver driver(800, 400);
    const Frame frame = test::Demo::made().frame();
    const Scene scene;
    driver.frame([&] { scene.draw(frame); });
    driver.frame([&] { scene.draw(frame); });
    ImDrawData& data = *ImGui::GetDrawData();
    const auto state = [&] {
        std::vector<std::array<float, 5>> out;
        for (int i = 0; i < data.CmdListsCount; ++i)
            for (const ImDrawCmd& c : data.CmdLists[i]->CmdBuffer)
                out.push_back({c.ClipRect.x, c.ClipRect.y, c.ClipRect.z, c.ClipRect.w,
                               static_cast<float>(c.ElemCount)});
        return out;
    };
    const auto before = state();
    {
        const Clipped cut(data, {310, 10, 330, 390});
        for (const auto& c : state()) {
            if (c[4] == 0) continue;
            REQUIRE(c[0] >= 310);
            REQUIRE(c[1] >= 10);
            REQUIRE(c[2] <= 330);
            REQUIRE(c[3] <= 390);
        }
        REQUIRE(state() != before);
    }
    REQUIRE(state() == before);
}

}  // namespace damage_test
