#include "geo/data/road_columns.h"

#include "geo/base/text.h"
#include "geo/data/row_words.h"

#include <algorithm>
#include <array>
#include <utility>

namespace geo {

using rows::has;

namespace {

constexpr std::array<const char*, 23> osm_words = {
    "motorway",       "trunk",         "primary",    "secondary",     "tertiary",   "unclassified",
    "residential",    "living_street", "service",    "track",         "path",       "footway",
    "cycleway",       "steps",         "pedestrian", "motorway_link", "trunk_link", "primary_link",
    "secondary_link", "tertiary_link", "road",       "bridleway",     "busway"};

bool is_yes(const std::string& key) {
    return key == "yes" || key == "y" || key == "true" || key == "t" || key == "1" || key == "ใช่" ||
           key == "f" || has(key, {"ทางเดียว", "oneway", "one-way", "one_way"});
}

/// Column with one of these words in its name whose cells `fits` understands best; -1 where under half.
template <class Fits>
int best_column(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows,
                std::initializer_list<const char*> names, bool any_name, const Fits& fits, int but = -1) {
    int best = -1;
    double best_share = 0.5;
    for (std::size_t c = 0; c < header.size(); ++c) {
        const bool named = has(key_of(header[c]), names);
        if ((!named && !any_name) || static_cast<int>(c) == but) continue;
        std::size_t filled = 0;
        std::size_t known = 0;
        for (const auto& row : rows) {
            if (row[c].empty()) continue;
            ++filled;
            if (fits(row[c])) ++known;
        }
        if (filled == 0) continue;
        const double share = static_cast<double>(known) / static_cast<double>(filled) *
                                 static_cast<double>(filled) / static_cast<double>(rows.size()) +
                             (named && known > 0 ? 1 : 0);
        if (known * 2 < filled || share <= best_share) continue;
        best_share = share;
        best = static_cast<int>(c);
    }
    return best;
}

/// F, T and B: a layer in which some road is open both ways by its letter.
bool has_letters(const std::vector<std::vector<std::string>>& rows, int column) {
    return column >= 0 && std::any_of(rows.begin(), rows.end(), [column](const auto& row) {
               return key_of(row[static_cast<std::size_t>(column)]) == "b";
           });
}

/// The member of each role.
constexpr std::array<std::pair<ColumnRole, int RoadColumns::*>, 4> road_roles = {{
    {ColumnRole::road_class, &RoadColumns::road_class},
    {ColumnRole::one_way, &RoadColumns::one_way},
    {ColumnRole::speed, &RoadColumns::speed},
    {ColumnRole::surface, &RoadColumns::surface},
}};

}  // namespace

std::optional<std::string> road_class_word(const std::string& cell) {
    std::string key = key_of(cell);
    if (key.empty()) return std::nullopt;
    if (key.rfind("track_", 0) == 0) return "track";
    for (const char* word : osm_words)
        if (key == word) return key == "road" ? "unclassified" : word;
    static const std::array<std::pair<std::vector<std::string>, const char*>, 12> words = {{
        {{"ทางหลวงพิเศษ", "มอเตอร์เวย์", "ทางด่วน", "ทางพิเศษ", "motorway", "expressway", "freeway"}, "motorway"},
        {{"ทางหลวงแผ่นดิน", "primaryroute", "primaryroad", "nationalhighway", "highway", "mainroad"},
         "primary"},
        {{"ทางหลวงชนบท", "secondaryroute", "secondaryroad", "ruralroad", "provincial"}, "secondary"},
        {{"ทางหลวงสัมปทาน", "trunk"}, "trunk"},
        {{"tertiaryroute", "tertiaryroad", "ทางหลวงท้องถิ่น", "localhighway"}, "tertiary"},
        {{"ถนนเทศบาล", "ถนนอบต", "ท้องถิ่น", "minorroad", "localroad", "ถนนในหมู่บ้าน", "สายรอง"}, "unclassified"},
        {{"ซอย", "ตรอก", "street", "residential"}, "residential"},
        {{"track", "ทางเกวียน", "ทางลำลอง", "ทางดิน", "trail", "carttrack", "ทางป่า"}, "track"},
        {{"ทางเดินเท้า", "ทางเท้า", "footpath", "walkway"}, "footway"},
        {{"ทางจักรยาน", "bikeway", "bicycle"}, "cycleway"},
        {{"ทางส่วนบุคคล", "service"}, "service"},
        {{"ถนนสายหลัก", "ถนนใหญ่"}, "primary"},
    }};
    for (const auto& [says, means] : words)
        if (std::any_of(says.begin(), says.end(),
                        [&](const std::string& word) { return key.find(word) != std::string::npos; }))
            return means;
    return std::nullopt;
}

std::optional<std::string> road_surface_word(const std::string& cell) {
    const std::string key = key_of(cell);
    // "unpaved" holds "paved", and ไม่ลาดยาง holds ลาดยาง.
    if (has(key, {"unpaved", "ไม่ลาดยาง", "ลูกรัง", "หินคลุก", "ดิน", "gravel", "laterite", "dirt", "earth",
                  "unsealed", "ground", "sand", "ทราย", "soil"}))
        return "unpaved";
    if (has(key, {"paved", "ลาดยาง", "ยางมะตอย", "แอสฟั", "คอนกรีต", "คสล", "คสล.", "asphalt", "concrete",
                  "sealed", "bitumen", "cement"}) ||
        key == "ac" || key == "pc" || key == "rc")
        return "paved";
    return std::nullopt;
}

std::string one_way_word(const std::string& cell, bool letters) {
    const std::string key = key_of(cell);
    if (letters) return key == "f" ? "yes" : key == "t" ? "-1" : "no";
    if (key == "-1" || key == "reverse" || key == "backward") return "-1";
    return is_yes(key) ? "yes" : "no";
}

RoadColumns road_columns(const std::vector<std::string>& header,
                         const std::vector<std::vector<std::string>>& rows) {
    RoadColumns out;
    const auto says_class = [](const std::string& cell) { return road_class_word(cell).has_value(); };
    const std::initializer_list<const char*> names = {"highway", "fclass", "class",      "ประเภท",
                                                      "ชั้นทาง",   "type",   "rtt_descri", "ชนิดถนน"};
    out.road_class = best_column(header, rows, names, true, says_class);
    if (out.road_class >= 0)
        out.other_class = best_column(header, rows, names, true, says_class, out.road_class);
    out.one_way = best_column(header, rows, {"oneway", "one_way", "direction", "ทิศทาง", "เดินรถ", "ทางเดียว"},
                              false, [](const std::string& cell) { return cell.size() <= 60; });
    out.surface =
        best_column(header, rows, {"surface", "pavement", "ผิวจราจร", "ผิวทาง", "ผิวถนน", "พื้นผิว"}, false,
                    [](const std::string& cell) { return road_surface_word(cell).has_value(); });
    out.speed =
        best_column(header, rows, {"maxspeed", "speed", "ความเร็ว"}, false, [](const std::string& cell) {
            const std::string key = key_of(cell);
            return !key.empty() && key[0] >= '0' && key[0] <= '9';
        });
    out.bridge = best_column(header, rows, {"bridge", "สะพาน"}, false,
                             [](const std::string& cell) { return cell.size() <= 20; });
    out.letters = has_letters(rows, out.one_way);
    return out;
}

void take_roles(const Reading& reading, const std::vector<std::string>& header,
                const std::vector<std::vector<std::string>>& rows, RoadColumns& columns) {
    const auto here = [&](const ColumnReading& one) {
        const auto at = static_cast<std::size_t>(one.column);
        return one.column >= 0 && at < header.size() && one.header == header[at];
    };
    for (const ColumnReading& one : reading.columns) {
        if (!here(one)) continue;
        for (int* column : {&columns.road_class, &columns.other_class, &columns.one_way, &columns.surface,
                            &columns.speed, &columns.bridge})
            if (*column == one.column) *column = -1;
    }
    for (const ColumnReading& one : reading.columns)
        for (const auto& [role, member] : road_roles)
            if (here(one) && one.role == role) columns.*member = one.column;
    columns.letters = has_letters(rows, columns.one_way);
}

void set_roles(const std::vector<std::string>& header, const RoadColumns& columns, Reading& reading) {
    for (const auto& [role, member] : road_roles)
        if (const int c = columns.*member; c >= 0)
            reading.columns.push_back({c, header[static_cast<std::size_t>(c)], role, {}});
    std::sort(reading.columns.begin(), reading.columns.end(),
              [](const ColumnReading& a, const ColumnReading& b) { return a.column < b.column; });
}

}  // namespace geo
