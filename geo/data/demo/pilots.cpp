#include "geo/data/demo/pilots.h"

#include "geo/base/ensure.h"
#include "geo/data/demo/plan.h"

#include <algorithm>

namespace geo::demo {

const std::vector<const char*>& pilots_2566() {
    static const std::vector<const char*> names = {"เชียงใหม่",   "กาญจนบุรี", "พังงา",    "ปัตตานี",     "ตาก",
                                                   "ตรัง",       "สงขลา",   "นครพนม",  "อุบลราชธานี", "ราชบุรี",
                                                   "นครราชสีมา", "สระแก้ว",  "เชียงใหม่", "น่าน",       "บึงกาฬ"};
    return names;
}

const std::vector<const char*>& pilots_2567() {
    static const std::vector<const char*> names = {
        "นครพนม",     "อุบลราชธานี", "กาญจนบุรี", "ตาก",       "ตรัง",   "ปัตตานี",   "สงขลา",   "น่าน",   "เชียงใหม่",
        "นครราชสีมา",  "สระแก้ว",    "ราชบุรี",   "บึงกาฬ",     "ลำปาง", "พิษณุโลก",  "สุโขทัย",   "พะเยา", "ระยอง",
        "สมุทรสงคราม", "สุรินทร์",     "ขอนแก่น",  "สุราษฎร์ธานี", "ยะลา",  "เชียงราย", "แม่ฮ่องสอน"};
    return names;
}

std::vector<std::string> province_codes(const std::vector<const char*>& names) {
    const Plan plan = country_plan();
    std::vector<std::string> out;
    for (const std::string name : names) {
        const auto found =
            std::find_if(plan.provinces.begin(), plan.provinces.end(),
                         [&](const PlannedProvince& province) { return province.name.th == name; });
        ENSURE(found != plan.provinces.end());
        out.push_back(found->code);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace geo::demo
