// Catch2, version 2 or 3, and what every test may use.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include "tests/support/temp_folder.h"

#include <algorithm>
#include <cmath>
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

/// How often a random test tries: a tenth under the sanitizers, which take twenty times as long and look for
/// other faults.
constexpr int rounds(int wanted) {
#ifdef LEARNREACH_SANITIZED
    return wanted / 10;
#else
    return wanted;
#endif
}

/// Equal but for rounding: within `relative` of the greater, or within 1e-12.
inline bool near(double a, double b, double relative = 1e-9) {
    return std::abs(a - b) <= std::max(1e-12, relative * std::max(std::abs(a), std::abs(b)));
}

}  // namespace test
