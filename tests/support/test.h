// Catch2, version 2 or 3, and what every test may use.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include "tests/support/temp_folder.h"

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

}  // namespace test
