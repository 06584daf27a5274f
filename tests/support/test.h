// Catch2, version 2 or 3, and what every test may use.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>

namespace test {

/// The folder of real files, or nothing: then one skip line has been printed and the case should return.
inline std::optional<std::filesystem::path> real_data() {
    const char* folder = std::getenv("LEARNREACH_REAL_DATA");
    if (folder != nullptr && *folder != '\0') return std::filesystem::path{folder};
    static bool said = false;
    if (!said) std::cout << "skipped: LEARNREACH_REAL_DATA is not set\n";
    said = true;
    return std::nullopt;
}

/// A folder of its own for one test, empty at first, removed afterwards.
class TempFolder {
public:
    TempFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "learnreach-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~TempFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

}  // namespace test
