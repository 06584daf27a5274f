#include "geo/data/demo/noise.h"
#include "geo/data/demo/region.h"

#include <algorithm>
#include <array>

namespace geo::demo {
namespace {

struct Word {
    const char* th;
    const char* en;
};

constexpr std::array<Word, 16> heads = {{{"หนอง", "Nong"},
                                         {"ห้วย", "Huai"},
                                         {"โนน", "Non"},
                                         {"ดอน", "Don"},
                                         {"โคก", "Khok"},
                                         {"ท่า", "Tha"},
                                         {"นา", "Na"},
                                         {"คลอง", "Khlong"},
                                         {"วัง", "Wang"},
                                         {"ทุ่ง", "Thung"},
                                         {"เขา", "Khao"},
                                         {"บึง", "Bueng"},
                                         {"สระ", "Sa"},
                                         {"ป่า", "Pa"},
                                         {"ลำ", "Lam"},
                                         {"เนิน", "Noen"}}};
constexpr std::array<Word, 22> middles = {
    {{"ฟ้า", "Fa"},         {"ดาว", "Dao"},      {"เดือน", "Duean"},    {"ลม", "Lom"},
     {"ฝน", "Fon"},        {"หมอก", "Mok"},     {"รุ้ง", "Rung"},       {"ทราย", "Sai"},
     {"หิน", "Hin"},        {"แก้ว", "Kaeo"},     {"เงิน", "Ngoen"},     {"ทอง", "Thong"},
     {"ไผ่", "Phai"},       {"ตาล", "Tan"},      {"มะขาม", "Makham"},  {"กระต่าย", "Kratai"},
     {"นกยูง", "Nok Yung"}, {"ผีเสื้อ", "Phisuea"}, {"หิ่งห้อย", "Hinghoi"}, {"ปลาทอง", "Pla Thong"},
     {"ดอกรัก", "Dok Rak"}, {"ใบบัว", "Bai Bua"}}};
constexpr std::array<Word, 12> tails = {{{"งาม", "Ngam"},
                                         {"ใส", "Sai"},
                                         {"เย็น", "Yen"},
                                         {"สูง", "Sung"},
                                         {"กว้าง", "Kwang"},
                                         {"น้อย", "Noi"},
                                         {"ใหญ่", "Yai"},
                                         {"เหนือ", "Nuea"},
                                         {"ใต้", "Tai"},
                                         {"พัฒนา", "Phatthana"},
                                         {"สามัคคี", "Samakkhi"},
                                         {"สว่าง", "Sawang"}}};
constexpr std::array<Word, 5> provinces = {{{"สมมติบุรี", "Sommut Buri"},
                                            {"ลานดาว", "Lan Dao"},
                                            {"ฟ้ากว้าง", "Fa Kwang"},
                                            {"ธารหมอก", "Than Mok"},
                                            {"ทรายเงิน", "Sai Ngoen"}}};

}  // namespace

Name Names::province(std::size_t number) {
    return {provinces.at(number).th, provinces.at(number).en};
}

Name Names::fresh(bool village) {
    Random random(seed_);
    for (;;) {
        seed_ = random.next();
        random = Random(seed_);
        const Word& head = heads[random.below(heads.size())];
        const Word& middle = middles[random.below(middles.size())];
        const Word& tail = tails[random.below(tails.size())];
        const bool short_name = !village && random.below(3) == 0;
        Name name{std::string{head.th} + middle.th + (short_name ? "" : tail.th),
                  std::string{head.en} + " " + middle.en + (short_name ? "" : std::string{" "} + tail.en)};
        if (village) {
            name.th = "บ้าน" + name.th;
            name.en = "Ban " + name.en;
        }
        const auto at = std::lower_bound(used_.begin(), used_.end(), name.th);
        if (at != used_.end() && *at == name.th) {
            if (used_.size() < (village ? 3600U : 3000U)) continue;
            return name;  // villages of one name are common; areas never get here
        }
        used_.insert(at, name.th);
        return name;
    }
}

Name Names::area() {
    return fresh(false);
}
Name Names::village() {
    return fresh(true);
}

}  // namespace geo::demo
