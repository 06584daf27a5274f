#include "geo/data/demo/names.h"

#include <array>
#include <span>

namespace geo::demo {
namespace {

struct Word {
    const char* th;
    const char* en;
};

constexpr std::array<Word, 14> plain_heads = {{{"หนอง", "Nong"},
                                               {"โนน", "Non"},
                                               {"ดอน", "Don"},
                                               {"โคก", "Khok"},
                                               {"นา", "Na"},
                                               {"ทุ่ง", "Thung"},
                                               {"บึง", "Bueng"},
                                               {"สระ", "Sa"},
                                               {"เนิน", "Noen"},
                                               {"ไร่", "Rai"},
                                               {"ดง", "Dong"},
                                               {"หัวนา", "Hua Na"},
                                               {"สวน", "Suan"},
                                               {"ลาด", "Lat"}}};
constexpr std::array<Word, 11> hill_heads = {{{"ห้วย", "Huai"},
                                              {"เขา", "Khao"},
                                              {"ดอย", "Doi"},
                                              {"ภู", "Phu"},
                                              {"ป่า", "Pa"},
                                              {"ผา", "Pha"},
                                              {"ซับ", "Sap"},
                                              {"ถ้ำ", "Tham"},
                                              {"น้ำตก", "Nam Tok"},
                                              {"สัน", "San"},
                                              {"ช่อง", "Chong"}}};
constexpr std::array<Word, 9> river_heads = {{{"ท่า", "Tha"},
                                              {"วัง", "Wang"},
                                              {"ลำ", "Lam"},
                                              {"ปาก", "Pak"},
                                              {"แก่ง", "Kaeng"},
                                              {"คุ้ง", "Khung"},
                                              {"สบ", "Sop"},
                                              {"หาด", "Hat"},
                                              {"เกาะ", "Ko"}}};
constexpr std::array<Word, 8> coast_heads = {{{"บาง", "Bang"},
                                              {"คลอง", "Khlong"},
                                              {"แหลม", "Laem"},
                                              {"อ่าว", "Ao"},
                                              {"หาด", "Hat"},
                                              {"ปากอ่าว", "Pak Ao"},
                                              {"นาเกลือ", "Na Kluea"},
                                              {"เกาะ", "Ko"}}};
/// Words of which the names of real tambon are not made, with any of the heads (a test looks).
constexpr std::array<Word, 33> middles = {{{"ดาว", "Dao"},
                                           {"น้ำค้าง", "Nam Khang"},
                                           {"เงา", "Ngao"},
                                           {"หยก", "Yok"},
                                           {"มรกต", "Morakot"},
                                           {"อำพัน", "Amphan"},
                                           {"หิ่งห้อย", "Hinghoi"},
                                           {"แมลงปอ", "Malaeng Po"},
                                           {"ปลาทอง", "Pla Thong"},
                                           {"ดอกรัก", "Dok Rak"},
                                           {"บุหงา", "Bu-nga"},
                                           {"ราตรี", "Ratri"},
                                           {"เฟื่องฟ้า", "Fueang Fa"},
                                           {"พวงคราม", "Phuang Khram"},
                                           {"ข้าวเม่า", "Khao Mao"},
                                           {"ใบชา", "Bai Cha"},
                                           {"กังหัน", "Kanghan"},
                                           {"ขลุ่ย", "Khlui"},
                                           {"เรือใบ", "Ruea Bai"},
                                           {"โคมลอย", "Khom Loi"},
                                           {"ดาวตก", "Dao Tok"},
                                           {"ระนาด", "Ranat"},
                                           {"ชิงช้า", "Chingcha"},
                                           {"ลูกข่าง", "Luk Khang"},
                                           {"นิทาน", "Nithan"},
                                           {"ร่มกระดาษ", "Rom Kradat"},
                                           {"พิณ", "Phin"},
                                           {"ฆ้องวง", "Khong Wong"},
                                           {"ปุยเมฆ", "Pui Mek"},
                                           {"ไอหมอก", "Ai Mok"},
                                           {"ละอองฝน", "La-ong Fon"},
                                           {"แสงดาว", "Saeng Dao"},
                                           {"จันทร์ฉาย", "Chan Chai"}}};
constexpr std::array<Word, 18> tails = {{{"งาม", "Ngam"},
                                         {"ใส", "Sai"},
                                         {"เย็น", "Yen"},
                                         {"สูง", "Sung"},
                                         {"กว้าง", "Kwang"},
                                         {"น้อย", "Noi"},
                                         {"ใหญ่", "Yai"},
                                         {"เหนือ", "Nuea"},
                                         {"ใต้", "Tai"},
                                         {"นอก", "Nok"},
                                         {"ใน", "Nai"},
                                         {"กลาง", "Klang"},
                                         {"พัฒนา", "Phatthana"},
                                         {"สามัคคี", "Samakkhi"},
                                         {"สว่าง", "Sawang"},
                                         {"เจริญ", "Charoen"},
                                         {"ร่มเย็น", "Rom Yen"},
                                         {"ทอง", "Thong"}}};
constexpr std::array<Word, 5> provinces = {{{"สมมติบุรี", "Sommut Buri"},
                                            {"ลานดาว", "Lan Dao"},
                                            {"ฟ้ากว้าง", "Fa Kwang"},
                                            {"ธารหมอก", "Than Mok"},
                                            {"ทรายเงิน", "Sai Ngoen"}}};

std::span<const Word> heads_of(Ground ground) {
    switch (ground) {
        case Ground::hill:
            return hill_heads;
        case Ground::river:
            return river_heads;
        case Ground::coast:
            return coast_heads;
        default:
            return plain_heads;
    }
}

}  // namespace

Name Names::province(std::size_t number) {
    return {provinces.at(number).th, provinces.at(number).en};
}

Name Names::composed(Ground ground, std::uint32_t tail_in_100) {
    // A fifth of the names of hills and rivers are those of plains, as everywhere.
    const auto heads = heads_of(random_.below(5) == 0 ? Ground::plain : ground);
    const Word& head = heads[random_.below(static_cast<std::uint32_t>(heads.size()))];
    const Word& middle = middles[random_.below(middles.size())];
    Name name{std::string{head.th} + middle.th, std::string{head.en} + " " + middle.en};
    if (random_.below(100) < tail_in_100) {
        const Word& tail = tails[random_.below(tails.size())];
        name.th += tail.th;
        name.en += std::string{" "} + tail.en;
    }
    return name;
}

Name Names::area(Ground ground) {
    for (;;) {
        Name name = composed(ground, 12);
        if (used_.insert(name.th).second) return name;
    }
}

Name Names::village(Ground ground, std::set<std::string>& taken) {
    for (;;) {
        Name name = composed(ground, 55);
        if (taken.insert(name.th).second) return name;
    }
}

}  // namespace geo::demo
