// Who may include whom: the rooms stand in one row, and a file includes its own room and rooms to its left.
#include "tests/support/source_files.h"
#include "tests/support/test.h"

#include <map>
#include <regex>

namespace architecture_test {

namespace {

const std::vector<std::string> rooms = {"geo/base",     "geo/geom",  "geo/data",  "geo/network",
                                        "geo/access",   "geo/plan",  "geo/study", "render",
                                        "render/cairo", "render/gl", "app"};

/// Headers that wrap a library and may include it.  Only .cpp files and other wrappers may include them.
const std::map<std::string, std::string> wrappers = {
    {"geo/data/gdal.h", "closes GDAL's handles and reads its errors, for the readers of the room"},
    {"render/gl/gl_object.h", "owns OpenGL's names"},
};

bool is_wrapper(const std::string& path) {
    const std::string end = "_private.h";
    return wrappers.count(path) != 0 ||
           (path.size() > end.size() && path.compare(path.size() - end.size(), end.size(), end) == 0);
}

/// Place of a file's room in the row: the longest room that its path begins with; -1 for none.
int room_of(const std::string& path) {
    int best = -1;
    std::size_t length = 0;
    for (std::size_t i = 0; i < rooms.size(); ++i) {
        const std::string start = rooms[i] + "/";
        if (path.compare(0, start.size(), start) != 0 || start.size() < length) continue;
        best = static_cast<int>(i);
        length = start.size();
    }
    return best;
}

struct Include {
    std::string name;
    bool quoted = false;
};

std::vector<Include> includes_of(const std::string& text) {
    static const std::regex directive(R"re((^|\n)[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">])re");
    std::vector<Include> out;
    for (std::sregex_iterator it(text.begin(), text.end(), directive), end; it != end; ++it)
        out.push_back({(*it)[3].str(), (*it)[2].str() == "\""});
    return out;
}

std::vector<std::string> backward_edges(const std::string& path, const std::string& text) {
    std::vector<std::string> out;
    const int own = room_of(path);
    if (own < 0) out.push_back(path + " stands in no room");
    for (const Include& include : includes_of(text)) {
        const int other = room_of(include.name);
        if (include.quoted && other < 0)
            out.push_back(path + " -> " + include.name + " (name it from the top)");
        if (other > own) out.push_back(path + " -> " + include.name);
    }
    return out;
}

std::vector<std::string> foreign_headers(const std::string& path, const std::string& text) {
    std::vector<std::string> out;
    if (path.size() < 2 || path.compare(path.size() - 2, 2, ".h") != 0 || is_wrapper(path)) return out;
    for (const Include& include : includes_of(text)) {
        // The standard library's headers alone have neither a dot nor a slash.
        if (!include.quoted && include.name.find_first_of("./") != std::string::npos)
            out.push_back(path + " -> <" + include.name + ">");
        if (include.quoted && is_wrapper(include.name)) out.push_back(path + " -> " + include.name);
    }
    return out;
}

}  // namespace

TEST_CASE("no include runs backwards", "[architecture][slow]") {
    std::vector<std::string> faults;
    for (const auto& [path, text] : test::source_files(LEARNREACH_SOURCE_DIR, {"geo", "render", "app"}))
        for (auto& edge : backward_edges(path, text)) faults.push_back(std::move(edge));
    REQUIRE(faults == std::vector<std::string>{});
}

TEST_CASE("no public header includes a library", "[architecture][slow]") {
    std::vector<std::string> faults;
    for (const auto& [path, text] : test::source_files(LEARNREACH_SOURCE_DIR, {"geo", "render", "app"}))
        for (auto& edge : foreign_headers(path, text)) faults.push_back(std::move(edge));
    REQUIRE(faults == std::vector<std::string>{});
}

TEST_CASE("every header guards itself and says what it is for", "[architecture]") {
    std::vector<std::string> faults;
    for (const auto& [path, text] : test::source_files(LEARNREACH_SOURCE_DIR, {"geo", "render", "app"})) {
        if (path.compare(path.size() - 2, 2, ".h") != 0) continue;
        if (text.find("#pragma once") == std::string::npos) faults.push_back(path + " has no #pragma once");
        if (text.compare(0, 2, "//") != 0) faults.push_back(path + " does not say what it is for");
    }
    REQUIRE(faults == std::vector<std::string>{});
}

TEST_CASE("the rules see what breaks them", "[architecture]") {
    REQUIRE(
        backward_edges("geo/geom/a.cpp", "#include \"geo/base/id.h\"\n#include \"geo/geom/b.h\"\n").empty());
    REQUIRE(backward_edges("geo/geom/a.cpp", "\n  # include \"geo/data/b.h\"\n").size() == 1);
    REQUIRE(backward_edges("render/page.cpp", "#include \"render/cairo/painter.h\"\n").size() == 1);
    REQUIRE(backward_edges("geo/geom/a.cpp", "#include \"b.h\"\n").size() == 1);
    REQUIRE(backward_edges("geo/other/a.cpp", "").size() == 1);
    REQUIRE(room_of("render/cairo/painter.h") == room_of("render/page.h") + 1);
    REQUIRE(room_of("geo/data/demo/demo.h") == room_of("geo/data/import.h"));
    REQUIRE(foreign_headers("geo/geom/a.h", "#include <gdal.h>\n").size() == 1);
    REQUIRE(foreign_headers("geo/geom/a.h", "#include <fmt/format.h>\n#include <vector>\n").size() == 1);
    REQUIRE(foreign_headers("geo/data/gdal.h", "#include <gdal.h>\n").empty());
    REQUIRE(foreign_headers("geo/data/a.h", "#include \"geo/data/gdal.h\"\n").size() == 1);
    REQUIRE(foreign_headers("geo/geom/a.cpp", "#include <gdal.h>\n").empty());
}

}  // namespace architecture_test
